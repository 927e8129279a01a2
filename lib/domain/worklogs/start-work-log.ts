import { defineOperation } from "#lib/core/operation";
import { requireUsableIssue } from "#lib/domain/issues/queries";
import { holdRows } from "#lib/domain/undo/hold-rows";
import { NO_DETAILS } from "./details.ts";
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
  async handle(ctx, { note = "", model = null }, issue) {
    // Two starts at once find what the first one started.
    await holdRows(ctx, [{ kind: "issue", id: issue.id }]);
    const running = await findRunning(ctx, issue.id);
    if (running) {
      ctx.unchanged();
      return running;
    }
    return insertWorkLog(ctx, issue, { ...NO_DETAILS, note, model, startedAt: ctx.now, endedAt: null, minutes: null });
  },
});
