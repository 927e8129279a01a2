import type { FieldChanges, WriteContext } from "#lib/core/context";
import type { Criteria } from "#lib/domain/criteria/criteria-sql";
import { evidenceChange } from "#lib/domain/criteria/evidence";
import { withCriteria } from "#lib/domain/criteria/with-criteria";
import { writeCriteria } from "#lib/domain/criteria/write-criteria";
import { changedColumns, columnsOf, differences } from "#lib/domain/field-table";
import { ISSUE_KEPT, type IssueStatus } from "#lib/domain/issues/fields";
import type { HeldClaim, StoredIssue } from "#lib/domain/issues/issue-row";
import { statusTimes, valuesOf } from "#lib/domain/issues/issue-values";
import type { Person } from "#lib/domain/people/schema";
import { updateRows } from "#lib/domain/undo/update-rows";
import type { ClaimChip } from "./chip.ts";
import { holderName } from "./holder.ts";

function chipOf({ lease, holder, via, since, until, minutes }: HeldClaim): ClaimChip {
  return { lease, holder, via, since, until, minutes };
}

export interface WorkState {
  status: IssueStatus;
  assignee: Person | null;
  branch?: string | null;
  held: HeldClaim | null;
  lapses: number;
  /** Its criteria, where they change as well. */
  criteria?: Criteria;
}

/** Writes how an issue is worked on, and by whom, and tells it; answers the issue as it is now. */
export async function saveWorkState(
  ctx: WriteContext,
  before: StoredIssue,
  { status, assignee, branch = before.branch, held, lapses, criteria }: WorkState,
  more: FieldChanges = {},
): Promise<StoredIssue> {
  const live = held?.endedAt === null ? held : null;
  const after: StoredIssue = {
    ...before,
    ...(criteria && withCriteria(criteria)),
    ...{ status, assignee, assigneeId: assignee?.id ?? null, branch, held, lapses },
    ...statusTimes(before, status, ctx.now),
    claim: live && chipOf(live),
    version: before.version + 1,
    updatedAt: ctx.now.toISOString(),
  };
  const columns = (issue: StoredIssue) => columnsOf(ISSUE_KEPT, valuesOf(issue));
  await updateRows(ctx, "Issue", [
    {
      ...{ id: before.id, version: before.version, claimId: held?.lease ?? null, lapses },
      ...changedColumns(columns(before), columns(after)),
    },
  ]);
  if (criteria) await writeCriteria(ctx, before, after);
  const come = evidenceChange(before.evidence, after.evidence);
  const named = (issue: StoredIssue) => (issue.claim ? holderName(issue.claim) : null);
  ctx.changed({
    kind: "issue",
    id: before.id,
    key: before.key,
    projectId: before.projectId,
    fields: {
      ...differences(ISSUE_KEPT, valuesOf(before), valuesOf(after)),
      claim: [named(before), named(after)],
      ...(come ? { evidence: come } : {}),
      ...more,
    },
    about: [{ kind: "issue", id: before.id }],
  });
  return after;
}
