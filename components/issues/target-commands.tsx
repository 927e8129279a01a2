"use client";

import { Archive, CalendarClock, Tag, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { post } from "#components/api";
import { toastWithUndo } from "#components/events/undo-toast";
import { dueChoices } from "#components/issues/due-choices";
import { assigneeChange, labelChange, plainChange, sharedValues } from "#components/issues/field-change";
import type { IssueTarget } from "#components/issues/issue-target";
import { useChoices } from "#components/issues/use-choices";
import { useList } from "#components/shell/use-list";
import { refusalToast } from "#components/ui/refusal-toast";

export interface TargetCommand {
  words: string;
  /** Other words for it. */
  also: string;
  sign: ReactNode;
  run: () => void;
}

const PRIORITY_ALSO: Record<string, string> = {
  critical: "p0 urgent",
  high: "p1 important",
  medium: "p2 normal",
  low: "p3 minor",
  none: "p4 clear",
};

const STATUS_ALSO: Record<string, string> = {
  backlog: "later",
  ready: "todo open",
  in_progress: "start doing wip",
  review: "pull request",
  testing: "verify qa",
  done: "close finish complete resolve",
  canceled: "close cancelled wontfix drop",
};

/** Every value that the issues can be given, as one command each. */
export function useTargetCommands(target: IssueTarget | null): TargetCommand[] {
  const statuses = useChoices("status") ?? [];
  const priorities = useChoices("priority") ?? [];
  const types = useChoices("type") ?? [];
  const people = useChoices("assignee") ?? [];
  const labels = useChoices("labels") ?? [];
  const users = useList(target ? "/users" : null);
  const colours = useList(target ? "/labels" : null);
  if (!target) return [];
  const { change } = target;
  const has = (field: Parameters<typeof sharedValues>[0]) => new Set(sharedValues(field, target.issues));
  const lacks = (field: Parameters<typeof sharedValues>[0]) => {
    const values = has(field);
    return ({ value }: { value: string }) => !values.has(value);
  };
  const labelled = has("labels");
  const due = dueChoices(new Date()).filter(({ value }) => target.issues.some(({ dueDate }) => dueDate !== value));
  return [
    ...statuses.filter(lacks("status")).map(({ value, words, sign }) => ({
      words: `Set status: ${words}`,
      also: `state move mark as ${STATUS_ALSO[value] ?? ""}`,
      sign,
      run: () => change(() => plainChange("status", value)),
    })),
    ...priorities.filter(lacks("priority")).map(({ value, words, sign }) => ({
      words: `Set priority: ${words}`,
      also: `prio ${PRIORITY_ALSO[value] ?? ""}`,
      sign,
      run: () => change(() => plainChange("priority", value)),
    })),
    ...people.filter(lacks("assignee")).map(({ value, words, sign, hint }) => ({
      words: value === "none" ? "Assign to nobody" : `Assign to ${words}`,
      also: `assignee owner give ${hint ?? "unassign"}`,
      sign,
      run: () => change(() => assigneeChange(users?.find(({ handle }) => handle === value) ?? null)),
    })),
    ...due.map(({ value, words, also }) => ({
      words: `Due ${words}`,
      also,
      sign: <CalendarClock className="size-3.5 text-muted" aria-hidden="true" />,
      run: () => change(() => plainChange("dueDate", value)),
    })),
    ...labels.map(({ value, words, sign }) => {
      const on = !labelled.has(value);
      const colour = colours?.find(({ name }) => name === value)?.colour ?? "slate";
      return {
        words: on ? `Add label ${words}` : `Remove label ${words}`,
        also: "tag labels",
        sign: sign ?? <Tag className="size-3.5" aria-hidden="true" />,
        run: () => change(labelChange({ name: value, colour }, on)),
      };
    }),
    ...types.filter(lacks("type")).map(({ value, words }) => ({
      words: `Set type: ${words}`,
      also: "kind",
      sign: null,
      run: () => change(() => plainChange("type", value)),
    })),
    {
      words: "Archive",
      also: "hide put away",
      sign: <Archive className="size-3.5 text-muted" aria-hidden="true" />,
      run: () => void shelve(target, "issues.archive", "archived"),
    },
    {
      words: "Move to the bin",
      also: "delete remove trash",
      sign: <Trash2 className="size-3.5 text-danger" aria-hidden="true" />,
      run: () => void shelve(target, "issues.bin", "in the bin"),
    },
  ];
}

async function shelve({ keys, words, onShelved }: IssueTarget, operation: string, where: string): Promise<void> {
  try {
    const items = keys.map((issue) => ({ operation, input: { issue } }));
    const { request } = await post<{ request: string }>("/batch", { items });
    onShelved();
    toastWithUndo(`${words} ${keys.length === 1 ? "is" : "are"} ${where}`, [request], onShelved);
  } catch (error) {
    refusalToast(error, `${words} stayed where ${keys.length === 1 ? "it was" : "they were"}`);
  }
}
