import type { IssueStatus } from "#lib/domain/issues/fields";
import type { IssueLine } from "#lib/domain/issues/schema";
import type { LabelChip } from "#lib/domain/labels/schema";
import type { Person } from "#lib/domain/people/schema";
import type { Priority } from "#lib/domain/projects/fields";

/** What to send, and how the line looks before the answer is there. */
export interface FieldChange {
  body: Record<string, unknown>;
  shown: Partial<IssueLine>;
}

/** What a change needs to know of an issue. */
export type Changed = Pick<IssueLine, "status" | "priority" | "type" | "assignee" | "labels" | "dueDate">;

export function labelChange(label: LabelChip, on: boolean): (issue: Pick<IssueLine, "labels">) => FieldChange {
  return (issue) => ({
    body: on ? { addLabels: [label.name] } : { removeLabels: [label.name] },
    shown: { labels: [...issue.labels.filter(({ name }) => name !== label.name), ...(on ? [label] : [])] },
  });
}

export function assigneeChange(person: Person | null): FieldChange {
  return { body: { assignee: person?.handle ?? null }, shown: { assignee: person } };
}

export function plainChange(field: "status" | "priority" | "type" | "dueDate", value: string | null): FieldChange {
  const body = { [field]: value };
  if (field === "status") return { body, shown: { status: value as IssueStatus } };
  if (field === "priority") return { body, shown: { priority: value as Priority } };
  if (field === "type") return { body, shown: { type: value as IssueLine["type"] } };
  return { body, shown: { dueDate: value } };
}

/** What all of the issues have in a field. */
export function sharedValues(
  field: "status" | "priority" | "type" | "assignee" | "labels",
  issues: readonly Changed[],
): string[] {
  const [first, ...rest] = issues.map((issue) => {
    if (field === "labels") return issue.labels.map((label) => label.name);
    if (field === "assignee") return [issue.assignee?.handle ?? "none"];
    return [issue[field]];
  });
  return (first ?? []).filter((value) => rest.every((values) => values.includes(value)));
}
