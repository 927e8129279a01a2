import { fold } from "#lib/core/fold";
import { INITIATIVE_STATUSES, type InitiativeStatus } from "./schema.ts";

const NO_TARGET_DATE = "9999-12-31";

interface Plain {
  title: string;
  status: InitiativeStatus;
  startDate: string | null;
  targetDate: string | null;
}

/** The columns that hold an initiative's plain fields, with those that sorting reads. */
export function initiativeColumns({ title, status, startDate, targetDate }: Plain) {
  return {
    title,
    titleFold: fold(title),
    status,
    statusOrder: INITIATIVE_STATUSES.indexOf(status),
    startDate,
    targetDate,
    targetSort: targetDate ?? NO_TARGET_DATE,
  };
}
