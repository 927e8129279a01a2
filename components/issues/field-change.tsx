import { type FieldChoice, type FieldName, type FieldValues, sentOf, valuesOf } from "#components/issues/fields";
import type { IssueLine } from "#lib/domain/issues/schema";
import type { LabelChip } from "#lib/domain/labels/schema";

/** What to send, and how the line looks before the answer is there. */
export interface FieldChange {
  body: Record<string, unknown>;
  shown: Partial<IssueLine>;
}

/** Gives a field one of its values; of a field with many, gives it or takes it away. */
export function changeTo(field: FieldName, { shown }: FieldChoice, on = true): (issue: FieldValues) => FieldChange {
  if (field === "labels") return labelChange(shown as LabelChip, on);
  return (issue) => ({
    body: { [field]: sentOf(field, { ...issue, [field]: shown }) },
    shown: { [field]: shown },
  });
}

export function labelChange(label: LabelChip, on: boolean) {
  return ({ labels }: { labels: LabelChip[] }) => ({
    body: on ? { addLabels: [label.name] } : { removeLabels: [label.name] },
    shown: { labels: [...labels.filter(({ name }) => name !== label.name), ...(on ? [label] : [])] },
  });
}

/** What all of the issues have in a field. */
export function sharedValues(field: FieldName, issues: readonly FieldValues[]): string[] {
  const [first, ...rest] = issues.map((issue) => valuesOf(field, issue));
  return (first ?? []).filter((value) => rest.every((values) => values.includes(value)));
}
