"use client";

import { post } from "#components/api";
import { useChoices } from "#components/issues/use-choices";
import { forgetList } from "#components/shell/use-list";
import { attempt } from "#components/ui/attempt";
import { LazyPicker } from "#components/ui/lazy-picker";
import type { Label, LabelChip } from "#lib/domain/labels/schema";

interface Props {
  anchor: HTMLElement;
  /** Names of those that are ticked. */
  selected: readonly string[];
  onToggle: (label: LabelChip, on: boolean) => void;
  onClose: () => void;
}

/** Chooses labels; one that is not there yet is made. */
export function LabelPicker({ anchor, selected, onToggle, onClose }: Props) {
  const choices = useChoices("labels");
  const toggle = (label: LabelChip) => onToggle(label, !selected.includes(label.name));

  const create = (name: string) =>
    attempt(async () => {
      const label = await post<Label>("/labels", { name });
      forgetList("/labels");
      toggle({ name: label.name, colour: label.colour });
    }, "The label was not created");

  return (
    <LazyPicker
      anchor={anchor}
      title="Set labels"
      choices={choices}
      selected={selected}
      multiple
      onPick={(value) => toggle(choices?.find((choice) => choice.value === value)?.shown as LabelChip)}
      onClose={onClose}
      create={{ words: (text) => `Create label “${text}”`, onCreate: create }}
    />
  );
}
