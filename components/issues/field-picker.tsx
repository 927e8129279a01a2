"use client";

import { post } from "#components/api";
import {
  assigneeChange,
  type Changed,
  type FieldChange,
  labelChange,
  plainChange,
  sharedValues,
} from "#components/issues/field-change";
import { type ChoiceField, useChoices } from "#components/issues/use-choices";
import { forgetList, useList } from "#components/shell/use-list";
import { LazyPicker } from "#components/ui/lazy-picker";
import { refusalToast } from "#components/ui/refusal-toast";
import type { IssueLine } from "#lib/domain/issues/schema";
import type { Label } from "#lib/domain/labels/schema";

export type PickedField = Exclude<ChoiceField, "project" | "initiative" | "milestone">;

interface Props {
  field: PickedField;
  /** The issues it changes; what they share is ticked. */
  issues: readonly Changed[];
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
      return onChange(labelChange(chip, on));
    }
    const person = people?.find((one) => one.handle === value) ?? null;
    onChange(() => (field === "assignee" ? assigneeChange(person) : plainChange(field, value)));
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
