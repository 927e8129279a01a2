import type { WriteContext } from "#lib/core/context";
import { changedColumns } from "#lib/domain/field-table";
import { ISSUE_FIELDS } from "#lib/domain/issues/fields";
import type { StoredIssue } from "#lib/domain/issues/issue-row";
import { updateRows } from "#lib/domain/undo/update-rows";
import type { Criteria } from "./criteria-sql.ts";
import { evidenceChange } from "./evidence.ts";
import { toldCriteria } from "./told.ts";
import { withCriteria } from "./with-criteria.ts";
import { writeCriteria } from "./write-criteria.ts";

/** Saves an issue with its criteria and evidence as they are now, tells it, and answers the issue. */
export async function saveIssueCriteria(
  ctx: WriteContext,
  before: StoredIssue,
  { criteria, evidence }: Criteria,
): Promise<StoredIssue> {
  const { id, key, projectId, version, criteriaList } = before;
  const come = evidenceChange(before.evidence, evidence);
  const told = [toldCriteria(criteriaList), toldCriteria(criteria)] as const;
  if (!come && JSON.stringify(told[0]) === JSON.stringify(told[1])) {
    ctx.unchanged();
    return before;
  }
  const after: StoredIssue = {
    ...before,
    ...withCriteria({ criteria, evidence }),
    ...{ version: version + 1, updatedAt: ctx.now.toISOString() },
  };
  const { columns } = ISSUE_FIELDS.criteria;
  await updateRows(ctx, "Issue", [{ id, version, ...changedColumns(columns(criteriaList), columns(criteria)) }]);
  await writeCriteria(ctx, before, after);
  ctx.changed({
    ...{ kind: "issue", id, key, projectId },
    fields: { criteria: [...told], ...(come ? { evidence: come } : {}) },
  });
  return after;
}
