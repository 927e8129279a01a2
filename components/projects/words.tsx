import type { ProjectLine } from "#lib/domain/projects/schema";

export const PROJECT_STATUS_WORDS = {
  active: "Active",
  on_hold: "On hold",
  completed: "Completed",
  archived: "Archived",
} as const satisfies Record<ProjectLine["status"], string>;
