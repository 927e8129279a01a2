import { binBy } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { requireOwnWorkLog } from "./queries.ts";
import { saveWorkLog } from "./save-work-log.ts";
import { WorkLog, WorkLogRef } from "./schema.ts";

export const { bin: binWorkLog, restore: restoreWorkLog } = shelfVerbs({
  kind: "worklog",
  reach: "projects",
  input: WorkLogRef,
  output: WorkLog,
  summaries: {
    bin: "Move a work log to the bin; it can be restored.",
    restore: "Bring a work log back from the bin.",
  },
  find: () => requireOwnWorkLog,
  move: binBy(saveWorkLog),
});
