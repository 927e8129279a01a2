"use client";

import { post } from "#components/api";
import { type ChoiceField, useChoices } from "#components/issues/use-choices";
import { forgetList, useList } from "#components/shell/use-list";
import { LazyPicker } from "#components/ui/lazy-picker";
import { refusalToast } from "#components/ui/refusal-toast";
import type { IssueLine, IssueStatus } from "#lib/domain/issues/schema";
import type { Label } from "#lib/domain/labels/schema";
import type { Priority } from "#lib/domain/projects/schema";

export type PickedField = Exclude<ChoiceField, "project" | "initiative" | "milestone">;

/** What to send, and how the line looks before the answer is there. */
export interface FieldChange {
  body: Record<string, unknown>;
  shown: Partial<IssueLine>;
}

interface Props {
  field: PickedField;
  /** The issues it changes; what they share is ticked. */
  issues: readonly Pick<IssueLine, "status" | "priority" | "type" | "assignee" | "labels">[];
  anchor: HTMLElement;
  onChange: (change: (issue: Pick<IssueLine, "labels">) => FieldChange) => void;
  onClose: () => void;
}

const TITLES: Record<PickedField, string> = {
  status: "Set status",
  priority: "Set priority",
  type: "Set type",
  assignee: "Assign to",
  labels: "Set labels",
};

/** Chooses a new value of one field for one or many issues. */
export function FieldPicker({ field, issues, anchor, onChange, onClose }: Props) {
  const choices = useChoices(field);
  const people = useList(field === "assignee" ? "/users" : null);
  const labels = useList(field === "labels" ? "/labels" : null);
  const selected = sharedValues(field, issues);

  function pick(value: string, colour?: string) {
    if (field === "labels") {
      const on = !selected.includes(value);
      const chip = { name: value, colour: colour ?? labels?.find((label) => label.name === value)?.colour ?? "slate" };
      onChange((issue) => ({
        body: on ? { addLabels: [value] } : { removeLabels: [value] },
        shown: { labels: [...issue.labels.filter((label) => label.name !== value), ...(on ? [chip] : [])] },
      }));
      return;
    }
    const person = people?.find((one) => one.handle === value) ?? null;
    onChange(() =>
      field === "assignee"
        ? { body: { assignee: value === "none" ? null : value }, shown: { assignee: person } }
        : { body: { [field]: value }, shown: plainChange(field, value) },
    );
    onClose();
  }

  async function createLabel(name: string) {
    try {
      const label = await post<Label>("/labels", { name });
      forgetList("/labels");
      pick(label.name, label.colour);
    } catch (error) {
      refusalToast(error, "The label was not created");
    }
  }

  return (
    <LazyPicker
      anchor={anchor}
      title={TITLES[field]}
      choices={choices}
      selected={selected}
      multiple={field === "labels"}
      onPick={pick}
      onClose={onClose}
      create={field === "labels" ? { words: (text) => `Create label “${text}”`, onCreate: createLabel } : undefined}
    />
  );
}

function plainChange(field: "status" | "priority" | "type", value: string): Partial<IssueLine> {
  if (field === "status") return { status: value as IssueStatus };
  if (field === "priority") return { priority: value as Priority };
  return { type: value as IssueLine["type"] };
}

function sharedValues(field: PickedField, issues: Props["issues"]): string[] {
  const [first, ...rest] = issues.map((issue) => {
    if (field === "labels") return issue.labels.map((label) => label.name);
    if (field === "assignee") return [issue.assignee?.handle ?? "none"];
    return [issue[field]];
  });
  return (first ?? []).filter((value) => rest.every((values) => values.includes(value)));
}
