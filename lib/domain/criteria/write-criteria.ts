import type { WriteContext } from "#lib/core/context";
import type { StoredIssue } from "#lib/domain/issues/issue-row";
import { issueTexts } from "#lib/domain/issues/search-entry";
import { saveReferences } from "#lib/domain/references/save-references";
import { saveCriteria } from "./save-criteria.ts";
import { saveEvidence } from "./save-evidence.ts";

/** Writes the criteria of an issue with their evidence, and links the documents among it; the issue's own row is apart. */
export async function writeCriteria(ctx: WriteContext, before: StoredIssue, after: StoredIssue): Promise<void> {
  const { id } = before;
  await saveCriteria(ctx, [{ issueId: id, before: before.criteriaList, after: after.criteriaList }]);
  await saveEvidence(ctx, before.evidence, after.evidence);
  const texts = (issue: StoredIssue) => issueTexts({ ...issue, criteria: issue.criteriaList });
  await saveReferences(ctx, { kind: "issue", id }, texts(after), { before: texts(before) });
}
