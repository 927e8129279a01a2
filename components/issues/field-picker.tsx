"use client";

import { changeTo, type FieldChange, labelChange, sharedValues } from "#components/issues/field-change";
import { type FieldName, type FieldValues, ISSUE_FIELDS } from "#components/issues/fields";
import { useChoices } from "#components/issues/use-choices";
import { LabelPicker } from "#components/labels/label-picker";
import { LazyPicker } from "#components/ui/lazy-picker";

interface Props {
  field: FieldName;
  /** The issues it changes; what they share is ticked. */
  issues: readonly FieldValues[];
  anchor: HTMLElement;
  onChange: (changeOf: (issue: FieldValues) => FieldChange) => void;
  onClose: () => void;
}

/** Chooses a new value of one field for one or many issues. */
export function FieldPicker(props: Props) {
  const { field, issues, onChange, ...beside } = props;
  const selected = sharedValues(field, issues);
  if (field !== "labels") return <ValuePicker {...props} selected={selected} />;
  return <LabelPicker {...beside} selected={selected} onToggle={(label, on) => onChange(labelChange(label, on))} />;
}

function ValuePicker({ field, issues, selected, anchor, onChange, onClose }: Props & { selected: string[] }) {
  const [project] = sharedValues("project", issues);
  const choices = useChoices(field, project);
  return (
    <LazyPicker
      anchor={anchor}
      title={ISSUE_FIELDS[field].title ?? ISSUE_FIELDS[field].name}
      choices={choices?.filter(({ closed, value }) => !closed || selected.includes(value)) ?? null}
      selected={selected}
      onPick={(value) => {
        const choice = choices?.find((one) => one.value === value);
        if (choice) onChange(changeTo(field, choice));
        onClose();
      }}
      onClose={onClose}
    />
  );
}
