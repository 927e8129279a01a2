import { requireVersion } from "#lib/core/conflict";
import type { FieldChanges } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { changedValues, differences, isNothing } from "#lib/domain/field-table";
import { WORK_LOG_FIELDS } from "./fields.ts";
import { requireUsableWorkLog } from "./queries.ts";
import { saveWorkLog } from "./save-work-log.ts";
import { WorkLog, WorkLogChanges } from "./schema.ts";

export const updateWorkLog = defineOperation({
  name: "worklogs.update",
  summary: "Change a work log; who worked, an owner and an admin may.",
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
    const after = changedValues(WORK_LOG_FIELDS, input, before);
    const minutes = input.minutes ?? before.minutes;
    const fields: FieldChanges = {
      minutes: [before.minutes, minutes],
      ...differences(WORK_LOG_FIELDS, before, after),
    };
    if (isNothing(fields)) {
      ctx.unchanged();
      return before;
    }
    return saveWorkLog(ctx, before, { ...after, minutes }, fields);
  },
});
