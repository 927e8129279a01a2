import { moveShelf } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import type { StoredMilestone } from "./milestone-row.ts";
import { requireShelvedMilestone, requireUsableMilestone } from "./queries.ts";
import { Milestone, MilestoneRef } from "./schema.ts";
import { milestoneSearchEntry } from "./search-entry.ts";

const verb = shelfVerbs({
  kind: "milestone",
  reach: "projects",
  input: MilestoneRef,
  output: Milestone,
  move: (ctx, milestone: StoredMilestone, shelf) =>
    moveShelf(ctx, milestone, shelf, { kind: "milestone", entry: milestoneSearchEntry(milestone) }),
});

export const archiveMilestone = verb("archive", {
  summary: "Hide a finished milestone from lists.",
  find: requireUsableMilestone,
});
export const binMilestone = verb("bin", {
  summary: "Move a milestone to the bin; it can be restored. Its issues stay.",
  find: requireShelvedMilestone,
});
export const restoreMilestone = verb("restore", {
  summary: "Bring a milestone back from the bin or the archive.",
  find: requireShelvedMilestone,
});
