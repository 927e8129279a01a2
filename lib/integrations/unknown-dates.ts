import type { ImportedIssueInput } from "#lib/domain/imports/schema";
import { earliestOf } from "#lib/domain/imports/times-of";

/** An issue of which a date is not known, and what is taken for it. */
export interface UnknownDate {
  id: string;
  why:
    | "no date of its making; that of its list, or an earlier one, is taken"
    | "no date of its last change; that of its list is taken"
    | "no date at all; the day of the import is taken"
    | "no date of its making; the earliest known is taken"
    | "done without a date; that of the last change is taken";
}

/** What is not known of an issue's dates. */
export function unknownDates(issue: ImportedIssueInput): UnknownDate[] {
  const { id, createdAt, completedAt, updatedAt, status } = issue;
  const earliest = earliestOf({ createdAt, updatedAt, completedAt });
  if (earliest === null) return [{ id, why: "no date at all; the day of the import is taken" }];
  const made: UnknownDate = { id, why: "no date of its making; the earliest known is taken" };
  const done: UnknownDate = { id, why: "done without a date; that of the last change is taken" };
  return [...(createdAt === null ? [made] : []), ...(status === "done" && completedAt === null ? [done] : [])];
}
