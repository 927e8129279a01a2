import type { Make } from "./fields.ts";
import type { Payload } from "./schema.ts";

/** Where a payload names other things, and which items may stand there; null where only what exists already may. */
const PLACES: Readonly<Record<Make, Readonly<Record<string, Make | null>>>> = {
  issue: { parent: "issue", blockedBy: "issue", discoveredFrom: "issue", initiative: null, milestone: null },
  decision: {
    "governs.issues": "issue",
    "governs.documents": "document",
    "governs.initiatives": null,
    supersedes: null,
  },
  document: { parent: "document" },
  link: { issue: "issue", other: "issue" },
};

/** What a payload names in one place. */
export interface Named {
  /** Like blockedBy.0. */
  path: string;
  ref: string;
  /** Which items may stand there. */
  may: Make | null;
}

interface Making {
  make: Make;
  payload: Payload;
}

/** Does a reference name an item of the proposal, by its number? */
export function isItem(ref: string): boolean {
  return /^[1-9]\d{0,2}$/.test(ref);
}

/** Everything that a payload names by key, or by the number of an item. */
export function namesIn({ make, payload }: Making): Named[] {
  return Object.entries(PLACES[make]).flatMap(([place, may]) => {
    const value = valueAt(payload, place);
    if (typeof value === "string") return [{ path: place, ref: value, may }];
    return Array.isArray(value) ? value.map((ref, at) => ({ path: `${place}.${at}`, ref: String(ref), may })) : [];
  });
}

/** The numbers of the items that one names. */
export function itemsNamed(item: Making): number[] {
  const numbers = namesIn(item).flatMap(({ ref, may }) => (may && isItem(ref) ? [Number(ref)] : []));
  return [...new Set(numbers)];
}

/** The number of the item that one lies under; null for the top level, or under what exists already. */
export function parentOf({ payload }: Making): number | null {
  return typeof payload.parent === "string" && isItem(payload.parent) ? Number(payload.parent) : null;
}

/** A payload with other names in it; what becomes null is left out. */
export function withNames({ make, payload }: Making, rename: (named: Omit<Named, "path">) => string | null): Payload {
  let renamed = payload;
  for (const [place, may] of Object.entries(PLACES[make])) {
    const value = valueAt(payload, place);
    if (typeof value === "string") renamed = withValue(renamed, place, rename({ ref: value, may }) ?? undefined);
    if (Array.isArray(value)) {
      const kept = value.flatMap((ref) => rename({ ref: String(ref), may }) ?? []);
      renamed = withValue(renamed, place, kept);
    }
  }
  return renamed;
}

function valueAt(payload: Payload, place: string): unknown {
  return place.split(".").reduce<unknown>((value, name) => (Object(value) as Payload)[name], payload);
}

function withValue(payload: Payload, place: string, value: unknown): Payload {
  const [name = "", inner] = place.split(".");
  const { [name]: before, ...rest } = payload;
  if (inner !== undefined) return { ...payload, [name]: withValue(Object(before) as Payload, inner, value) };
  return value === undefined ? rest : { ...payload, [name]: value };
}
