import { moveShelf } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { aboutDecision } from "./columns.ts";
import { publicDecision, type StoredDecision } from "./decision-row.ts";
import { requireOwnDecision } from "./queries.ts";
import { Decision, DecisionRef } from "./schema.ts";
import { decisionSearchEntry } from "./search-entry.ts";

const verb = shelfVerbs({
  kind: "decision",
  reach: "projects",
  input: DecisionRef,
  output: Decision,
  move: async (ctx, decision: StoredDecision, shelf) =>
    publicDecision(
      await moveShelf(ctx, decision, shelf, {
        kind: "decision",
        entry: decisionSearchEntry(decision),
        about: aboutDecision(decision.id, decision.targets),
      }),
    ),
});

export const archiveDecision = verb("archive", {
  summary: "Archive a decision: lists hide it, search finds it, and it no longer holds.",
  find: requireOwnDecision,
});
export const binDecision = verb("bin", {
  summary: "Move a decision to the bin; it can be restored.",
  find: requireOwnDecision,
});
export const restoreDecision = verb("restore", {
  summary: "Bring a decision back from the archive or the bin.",
  find: requireOwnDecision,
});
