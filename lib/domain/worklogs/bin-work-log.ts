import { defineOperation } from "#lib/core/operation";
import { moveWorkLogShelf } from "./move-work-log-shelf.ts";
import { requireOwnWorkLog } from "./queries.ts";
import { WorkLog, WorkLogRef } from "./schema.ts";

export const binWorkLog = defineOperation({
  name: "worklogs.bin",
  summary: "Move a work log to the bin; it can be restored.",
  access: "write",
  reach: "projects",
  rest: "DELETE /worklogs/:worklog",
  input: WorkLogRef,
  output: WorkLog,
  authorize: (ctx, { worklog }) => requireOwnWorkLog(ctx, worklog),
  handle: (ctx, _input, log) => moveWorkLogShelf(ctx, log, "binned"),
});
