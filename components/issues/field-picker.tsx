"use client";

import { changeTo, type FieldChange, labelChange, sharedValues } from "#components/issues/field-change";
import { type FieldName, type FieldValues, ISSUE_FIELDS } from "#components/issues/fields";
import { IssuePicker } from "#components/issues/issue-picker";
import { useChoices } from "#components/issues/use-choices";
import { LabelPicker } from "#components/labels/label-picker";
import { LazyPicker } from "#components/ui/lazy-picker";

interface Props {
  field: FieldName;
  /** The issues it changes; what they share is ticked. */
  issues: readonly (FieldValues & { key?: string })[];
  anchor: HTMLElement;
  onChange: (changeOf: (issue: FieldValues) => FieldChange) => void;
  onClose: () => void;
}

/** Chooses a new value of one field for one or many issues. */
export function FieldPicker({ field, issues, onChange, ...beside }: Props) {
  const selected = sharedValues(field, issues);
  const [project] = sharedValues("project", issues);
  if (field === "labels") {
    return <LabelPicker {...beside} selected={selected} onToggle={(label, on) => onChange(labelChange(label, on))} />;
  }
  if (field === "parent") {
    return (
      <IssuePicker
        {...beside}
        title="Parent issue"
        project={project}
        without={issues.flatMap(({ key }) => key ?? [])}
        selected={selected[0]}
        none="None"
        onPick={(parent) => onChange(() => ({ body: { parent }, shown: { parent } }))}
      />
    );
  }
  return <ValuePicker {...beside} {...{ field, project, selected, onChange }} />;
}

interface ValueProps extends Omit<Props, "issues"> {
  project: string | undefined;
  selected: string[];
}

function ValuePicker({ field, project, selected, anchor, onChange, onClose }: ValueProps) {
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
