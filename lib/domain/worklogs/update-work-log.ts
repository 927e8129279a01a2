import { requireVersion } from "#lib/core/conflict";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { areSame, detailChanges, nextDetails } from "./details.ts";
import { requireUsableWorkLog } from "./queries.ts";
import { saveWorkLog } from "./save-work-log.ts";
import { WorkLog, WorkLogChanges } from "./schema.ts";

export const updateWorkLog = defineOperation({
  name: "worklogs.update",
  summary: "Change a work log; who worked and the owner may.",
  access: "write",
  reach: "projects",
  rest: "PATCH /worklogs/:worklog",
  input: WorkLogChanges,
  output: WorkLog,
  authorize: (ctx, { worklog }) => requireUsableWorkLog(ctx, worklog),
  async handle(ctx, input, before) {
    requireVersion("This work log", input.version, WorkLog.parse(before));
    if (before.running && input.minutes !== undefined)
      throw new TurboError("refused", "This work log is running. Stop it first; then its minutes can be changed.");
    const details = nextDetails(before, input);
    const minutes = input.minutes ?? before.minutes;
    if (areSame(before, details) && minutes === before.minutes) {
      ctx.unchanged();
      return before;
    }
    return saveWorkLog(
      ctx,
      before,
      { ...details, minutes },
      { minutes: [before.minutes, minutes], ...detailChanges(before, details) },
    );
  },
});
