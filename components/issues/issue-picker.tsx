"use client";

import { useState } from "react";
import type { z } from "zod";
import { get } from "#components/api";
import { StatusCircle } from "#components/issues/status-circle";
import { LazyPicker } from "#components/ui/lazy-picker";
import type { Choice } from "#components/ui/picker";
import { useAsked } from "#components/ui/use-asked";
import type { SearchResults } from "#lib/domain/search/schema";

interface Props {
  anchor: HTMLElement;
  title: string;
  /** Key of the project whose latest issues are offered first. */
  project: string | undefined;
  /** Keys that make no sense here. */
  without: readonly string[];
  selected?: string;
  /** Words for choosing nothing, where that is possible. */
  none?: string;
  onPick: (key: string | null) => void;
  onClose: () => void;
}

/** Chooses an issue by words or key; before anything is typed, the latest of the project. */
export function IssuePicker({ anchor, title, project, without, selected, none, onPick, onClose }: Props) {
  const [text, setText] = useState("");
  const question = `${project} ${text}`;
  const asked = useAsked(question, text ? 120 : 0, () => findIssues(text.trim(), project).catch(() => []));
  const choices = asked?.answer
    .filter((issue) => !without.includes(issue.key))
    .map((issue) => ({
      value: issue.key,
      words: issue.title,
      hint: issue.key,
      sign: <StatusCircle status={issue.status} label={false} />,
    }));
  const nothing: Choice[] = none && !text ? [{ value: "", words: none }] : [];
  return (
    <LazyPicker
      anchor={anchor}
      title={title}
      choices={choices ? [...nothing, ...choices] : null}
      searching={asked?.question !== question}
      selected={selected ? [selected] : []}
      onPick={(key) => {
        onPick(key || null);
        onClose();
      }}
      onClose={onClose}
      onSearch={setText}
    />
  );
}

async function findIssues(text: string, project: string | undefined) {
  if (text.length < 2) {
    return (await get<{ items: FoundIssue[] }>("/issues", { project, status: "open", sort: "-updatedAt", limit: 30 }))
      .items;
  }
  const results = await get<z.output<typeof SearchResults>>("/search", { q: text, kind: "issue", limit: 30 });
  return results.items.flatMap((result) => (result.kind === "issue" ? [result.issue as FoundIssue] : []));
}

type FoundIssue = Extract<z.output<typeof SearchResults>["items"][number], { kind: "issue" }>["issue"];
