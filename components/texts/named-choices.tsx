"use client";

import type { z } from "zod";
import { get } from "#components/api";
import { useList } from "#components/shell/use-list";
import { useAsked } from "#components/ui/use-asked";
import type { SearchResults } from "#lib/domain/search/schema";

/** Something that a text can name. */
export interface NamedChoice {
  /** What is written for it. */
  text: string;
  words: string;
}

/** What is being named where the cursor stands: a person after @, anything with a key after #. */
export interface Naming {
  sign: "@" | "#";
  typed: string;
  from: number;
}

const MOST = 6;

/** Reads what is being named before the cursor; null when nothing is. */
export function namingAt(text: string, cursor: number): Naming | null {
  const match = /(?<![\p{Script=Latin}\p{M}0-9_@#/-])([@#])((?:[\p{L}\p{N}._-]+(?: [\p{L}\p{N}._-]+)?)?)$/u.exec(
    text.slice(Math.max(0, cursor - 60), cursor),
  );
  if (!match) return null;
  const [, sign, typed = ""] = match;
  if (sign === "@" && typed.includes(" ")) return null;
  return { sign: sign as Naming["sign"], typed, from: cursor - typed.length - 1 };
}

/** The people or things whose handle, name, key or title begins with or has what was typed. */
export function useNamedChoices(naming: Naming | null): NamedChoice[] {
  const people = useList(naming?.sign === "@" ? "/users" : null);
  const query = naming?.sign === "#" && naming.typed.length >= 2 ? naming.typed : null;
  const asked = useAsked(query, 120, () => get<z.output<typeof SearchResults>>("/search", { q: query, limit: MOST }));
  if (!naming) return [];
  if (naming.sign === "#") return asked?.answer.items.flatMap(choiceOf) ?? [];
  const typed = naming.typed.toLowerCase();
  return (people ?? [])
    .filter(({ handle, name, disabledAt }) => !disabledAt && `${handle} ${name}`.toLowerCase().includes(typed))
    .sort((a, b) => Number(b.handle.startsWith(typed)) - Number(a.handle.startsWith(typed)))
    .slice(0, MOST)
    .map(({ handle, name }) => ({ text: `@${handle}`, words: name }));
}

function choiceOf(hit: z.output<typeof SearchResults>["items"][number]): NamedChoice[] {
  if (hit.kind === "project") return [];
  const { key, title } = hit.kind === "issue" ? hit.issue : hit.on;
  return hit.kind === "comment" ? [] : [{ text: key, words: title }];
}
