import type { StoredIssue } from "#lib/domain/issues/issue-row";
import { countCriteria } from "./count.ts";
import type { Criteria } from "./criteria-sql.ts";

/** What an issue has of its criteria. */
export function withCriteria({
  criteria,
  evidence,
}: Criteria): Pick<StoredIssue, "criteria" | "criteriaList" | "evidence"> {
  return { criteria: countCriteria(criteria), criteriaList: criteria, evidence };
}
