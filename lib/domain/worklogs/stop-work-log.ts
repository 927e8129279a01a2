import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { changedValues, differences, isNothing } from "#lib/domain/field-table";
import { WORK_LOG_FIELDS } from "./fields.ts";
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
    const after = changedValues(WORK_LOG_FIELDS, input, before);
    const fields = differences(WORK_LOG_FIELDS, before, after);
    if (!before.running) {
      if (!isNothing(fields))
        throw new TurboError("refused", `This work log ended at ${before.endedAt}. Change it instead of stopping it.`);
      ctx.unchanged();
      return before;
    }
    const endedAt = ctx.now;
    const minutes = minutesBetween(new Date(before.startedAt), endedAt);
    return saveWorkLog(
      ctx,
      before,
      { ...after, endedAt, minutes },
      { running: [true, false], endedAt: [null, endedAt], minutes: [null, minutes], ...fields },
    );
  },
});
