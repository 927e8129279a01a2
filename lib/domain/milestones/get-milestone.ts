import { defineOperation } from "#lib/core/operation";
import { requireMilestone } from "./queries.ts";
import { Milestone, MilestoneRef } from "./schema.ts";

export const getMilestone = defineOperation({
  name: "milestones.get",
  summary: "Read one milestone with its progress and the forecast, and what that is reckoned from.",
  access: "read",
  reach: "projects",
  rest: "GET /milestones/:milestone",
  input: MilestoneRef,
  output: Milestone,
  authorize: (ctx, { milestone }) => requireMilestone(ctx, milestone),
  handle: (_ctx, _input, milestone) => milestone,
});
