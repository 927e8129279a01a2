import { defineOperation } from "#lib/core/operation";
import { moveMilestoneShelf } from "./move-milestone-shelf.ts";
import { requireUsableMilestone } from "./queries.ts";
import { Milestone, MilestoneRef } from "./schema.ts";

export const archiveMilestone = defineOperation({
  name: "milestones.archive",
  summary: "Hide a finished milestone from lists.",
  access: "write",
  reach: "projects",
  rest: "POST /milestones/:milestone/archive",
  input: MilestoneRef,
  output: Milestone,
  authorize: (ctx, { milestone }) => requireUsableMilestone(ctx, milestone),
  handle: (ctx, _input, milestone) => moveMilestoneShelf(ctx, milestone, "archived"),
});
