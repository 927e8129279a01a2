"use client";

import { Archive, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { post } from "#components/api";
import { toastWithUndo } from "#components/events/undo-toast";
import { changeTo, sharedValues } from "#components/issues/field-change";
import { fieldsFrom, ISSUE_FIELDS } from "#components/issues/fields";
import type { IssueTarget } from "#components/issues/issue-target";
import { useLists } from "#components/shell/use-list";
import { refusalToast } from "#components/ui/refusal-toast";

export interface TargetCommand {
  words: string;
  /** Other words for it. */
  also: string;
  sign: ReactNode;
  run: () => void;
}

/** Every value that the issues can be given, as one command each. */
export function useTargetCommands(target: IssueTarget | null): TargetCommand[] {
  const lists = useLists(["/users", "/labels"]);
  if (!target) return [];
  const values = fieldsFrom("status", "priority", "assignee", "dueDate").flatMap((field) => {
    const { command, choices, many } = ISSUE_FIELDS[field];
    if (!command || !choices) return [];
    const shared = sharedValues(field, target.issues);
    return (choices(lists) ?? [])
      .filter(({ value }) => many || !shared.includes(value))
      .map((choice) => {
        const on = !shared.includes(choice.value);
        return {
          words: command.words(choice, on),
          also: `${command.also} ${choice.also ?? ""}`,
          sign: choice.sign,
          run: () => target.change(changeTo(field, choice, on)),
        };
      });
  });
  return [
    ...values,
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
