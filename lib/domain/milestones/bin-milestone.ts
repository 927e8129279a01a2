import { defineOperation } from "#lib/core/operation";
import { moveMilestoneShelf } from "./move-milestone-shelf.ts";
import { requireShelvedMilestone } from "./queries.ts";
import { Milestone, MilestoneRef } from "./schema.ts";

export const binMilestone = defineOperation({
  name: "milestones.bin",
  summary: "Move a milestone to the bin; it can be restored. Its issues stay.",
  access: "write",
  reach: "projects",
  rest: "DELETE /milestones/:milestone",
  input: MilestoneRef,
  output: Milestone,
  authorize: (ctx, { milestone }) => requireShelvedMilestone(ctx, milestone),
  handle: (ctx, _input, milestone) => moveMilestoneShelf(ctx, milestone, "binned"),
});
