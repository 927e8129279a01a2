import { moveShelf } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { aboutDecision } from "./columns.ts";
import { publicDecision, type StoredDecision } from "./decision-row.ts";
import { requireOwnDecision } from "./queries.ts";
import { Decision, DecisionRef } from "./schema.ts";
import { decisionSearchEntry } from "./search-entry.ts";

export const {
  archive: archiveDecision,
  bin: binDecision,
  restore: restoreDecision,
} = shelfVerbs({
  kind: "decision",
  reach: "projects",
  input: DecisionRef,
  output: Decision,
  summaries: {
    archive: "Archive a decision: lists hide it, search finds it, and it no longer holds.",
    bin: "Move a decision to the bin; it can be restored.",
    restore: "Bring a decision back from the archive or the bin.",
  },
  find: () => requireOwnDecision,
  move: async (ctx, decision: StoredDecision, shelf) =>
    publicDecision(
      await moveShelf(ctx, decision, shelf, {
        kind: "decision",
        entry: decisionSearchEntry(decision),
        about: aboutDecision(decision.id, decision.targets),
      }),
    ),
});
