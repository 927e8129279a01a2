import { fold } from "#lib/core/fold";
import { MILESTONE_STATUSES, type MilestoneStatus } from "./schema.ts";

const NO_DUE_DATE = "9999-12-31";

interface Plain {
  title: string;
  status: MilestoneStatus;
  startDate: string | null;
  dueDate: string | null;
}

/** The columns that hold a milestone's plain fields, with those that sorting reads. */
export function milestoneColumns({ title, status, startDate, dueDate }: Plain) {
  return {
    title,
    titleFold: fold(title),
    status,
    statusOrder: MILESTONE_STATUSES.indexOf(status),
    startDate,
    dueDate,
    dueSort: dueDate ?? NO_DUE_DATE,
  };
}
