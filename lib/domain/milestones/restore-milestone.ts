import { defineOperation } from "#lib/core/operation";
import { moveMilestoneShelf } from "./move-milestone-shelf.ts";
import { requireShelvedMilestone } from "./queries.ts";
import { Milestone, MilestoneRef } from "./schema.ts";

export const restoreMilestone = defineOperation({
  name: "milestones.restore",
  summary: "Bring a milestone back from the bin or the archive.",
  access: "write",
  reach: "projects",
  rest: "POST /milestones/:milestone/restore",
  input: MilestoneRef,
  output: Milestone,
  authorize: (ctx, { milestone }) => requireShelvedMilestone(ctx, milestone),
  handle: (ctx, _input, milestone) => moveMilestoneShelf(ctx, milestone, "live"),
});
