import { moveShelf } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import type { StoredMilestone } from "./milestone-row.ts";
import { requireShelvedMilestone, requireUsableMilestone } from "./queries.ts";
import { Milestone, MilestoneRef } from "./schema.ts";
import { milestoneSearchEntry } from "./search-entry.ts";

export const {
  archive: archiveMilestone,
  bin: binMilestone,
  restore: restoreMilestone,
} = shelfVerbs({
  kind: "milestone",
  reach: "projects",
  input: MilestoneRef,
  output: Milestone,
  summaries: {
    archive: "Hide a finished milestone from lists.",
    bin: "Move a milestone to the bin; it can be restored. Its issues stay.",
    restore: "Bring a milestone back from the bin or the archive.",
  },
  find: (verb) => (verb === "archive" ? requireUsableMilestone : requireShelvedMilestone),
  move: (ctx, milestone: StoredMilestone, shelf) =>
    moveShelf(ctx, milestone, shelf, { kind: "milestone", entry: milestoneSearchEntry(milestone) }),
});
