import { defineOperation } from "#lib/core/operation";
import { moveWorkLogShelf } from "./move-work-log-shelf.ts";
import { requireOwnWorkLog } from "./queries.ts";
import { WorkLog, WorkLogRef } from "./schema.ts";

export const restoreWorkLog = defineOperation({
  name: "worklogs.restore",
  summary: "Bring a work log back from the bin.",
  access: "write",
  reach: "projects",
  rest: "POST /worklogs/:worklog/restore",
  input: WorkLogRef,
  output: WorkLog,
  authorize: (ctx, { worklog }) => requireOwnWorkLog(ctx, worklog),
  handle: (ctx, _input, log) => moveWorkLogShelf(ctx, log, "live"),
});
