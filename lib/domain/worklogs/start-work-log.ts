import { defineOperation } from "#lib/core/operation";
import { freshValues } from "#lib/domain/field-table";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { holdRows } from "#lib/domain/undo/hold-rows";
import { WORK_LOG_FIELDS } from "./fields.ts";
import { insertWorkLog } from "./insert-work-log.ts";
import { findRunning } from "./queries.ts";
import { WorkLog, WorkLogStart } from "./schema.ts";

export const startWorkLog = defineOperation({
  name: "worklogs.start",
  summary: "Start timing work on an issue; what runs there already for you and your session is answered again.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/worklogs/start",
  input: WorkLogStart,
  output: WorkLog,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, input, issue) {
    // Two starts at once find what the first one started.
    await holdRows(ctx, [{ kind: "issue", id: issue.id }]);
    const running = await findRunning(ctx, issue.id);
    if (running) {
      ctx.unchanged();
      return running;
    }
    const work = freshValues(WORK_LOG_FIELDS, input);
    return insertWorkLog(ctx, issue, { ...work, startedAt: ctx.now, endedAt: null, minutes: null });
  },
});
