import { binBy } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { requireOwnWorkLog } from "./queries.ts";
import { saveWorkLog } from "./save-work-log.ts";
import { WorkLog, WorkLogRef } from "./schema.ts";

const verb = shelfVerbs({
  kind: "worklog",
  reach: "projects",
  input: WorkLogRef,
  output: WorkLog,
  move: binBy(saveWorkLog),
});

export const binWorkLog = verb("bin", {
  summary: "Move a work log to the bin; it can be restored.",
  find: requireOwnWorkLog,
});
export const restoreWorkLog = verb("restore", {
  summary: "Bring a work log back from the bin.",
  find: requireOwnWorkLog,
});
