import { defineOperation } from "#lib/core/operation";
import { freshValues } from "#lib/domain/field-table";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { WORK_LOG_FIELDS } from "./fields.ts";
import { insertWorkLog } from "./insert-work-log.ts";
import { NewWorkLog, WorkLog } from "./schema.ts";
import { spanOf } from "./span.ts";

export const createWorkLog = defineOperation({
  name: "worklogs.create",
  summary: "Log work that is done: minutes, or when it started and ended.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/worklogs",
  input: NewWorkLog,
  output: WorkLog,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  handle: (ctx, input, issue) =>
    insertWorkLog(ctx, issue, { ...freshValues(WORK_LOG_FIELDS, input), ...spanOf(input, ctx.now) }),
});
