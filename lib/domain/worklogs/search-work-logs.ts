import type { ReadContext } from "#lib/core/context";
import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import type { KeysetCondition } from "#lib/db/keyset";
import { requireIssue } from "#lib/domain/issues/queries";
import { WorkLog, WorkLogFilter } from "./schema.ts";
import { workLogPage } from "./work-log-page.ts";

export const searchWorkLogs = defineOperation({
  name: "worklogs.search",
  summary: "List work logs across issues, by person or only those that run.",
  access: "read",
  reach: "projects",
  rest: "GET /worklogs",
  input: WorkLogFilter,
  output: pageOf(WorkLog),
  authorize: (ctx, { issue }) => within(ctx, issue),
  handle: (ctx, filter, where) => workLogPage(ctx, filter, where),
});

async function within(ctx: ReadContext, issue: string | undefined): Promise<KeysetCondition[]> {
  if (issue !== undefined) return [{ column: "issueId", is: (await requireIssue(ctx, issue)).id }];
  const { projectIds } = ctx.actor;
  return projectIds === null
    ? []
    : [{ exists: "Issue", key: "id", own: "issueId", column: "projectId", in: projectIds }];
}
