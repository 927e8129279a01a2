import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { areSame, detailChanges, nextDetails } from "./details.ts";
import { requireUsableWorkLog } from "./queries.ts";
import { saveWorkLog } from "./save-work-log.ts";
import { WorkLog, WorkLogStop } from "./schema.ts";
import { minutesBetween } from "./span.ts";

export const stopWorkLog = defineOperation({
  name: "worklogs.stop",
  summary: "Stop a running work log, with what was done; the minutes follow.",
  access: "write",
  reach: "projects",
  rest: "POST /worklogs/:worklog/stop",
  input: WorkLogStop,
  output: WorkLog,
  authorize: (ctx, { worklog }) => requireUsableWorkLog(ctx, worklog),
  async handle(ctx, input, before) {
    const details = nextDetails(before, input);
    if (!before.running) {
      if (!areSame(before, details))
        throw new TurboError("refused", `This work log ended at ${before.endedAt}. Change it instead of stopping it.`);
      ctx.unchanged();
      return before;
    }
    const endedAt = ctx.now;
    const minutes = minutesBetween(new Date(before.startedAt), endedAt);
    return saveWorkLog(
      ctx,
      before,
      { ...details, endedAt, minutes },
      { running: [true, false], endedAt: [null, endedAt], minutes: [null, minutes], ...detailChanges(before, details) },
    );
  },
});
