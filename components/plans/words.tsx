import type { Health, InitiativeStatus } from "#lib/domain/initiatives/fields";
import type { MilestoneStatus } from "#lib/domain/milestones/fields";

/** In the order of the flow. */
export const INITIATIVE_STATUS_WORDS = {
  planning: "Planning",
  in_progress: "In progress",
  on_hold: "On hold",
  completed: "Completed",
  canceled: "Canceled",
} as const satisfies Record<InitiativeStatus, string>;

/** In the order of the flow. */
export const MILESTONE_STATUS_WORDS = {
  planned: "Planned",
  in_progress: "In progress",
  completed: "Completed",
  canceled: "Canceled",
} as const satisfies Record<MilestoneStatus, string>;

export const PLAN_STATUS_WORDS = { ...INITIATIVE_STATUS_WORDS, ...MILESTONE_STATUS_WORDS };

export const HEALTH_WORDS = {
  on_track: "On track",
  at_risk: "At risk",
  off_track: "Off track",
} as const satisfies Record<Health, string>;
