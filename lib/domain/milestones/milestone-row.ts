import { addDays } from "#lib/core/calendar";
import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { forecastOf, WINDOW } from "#lib/domain/progress/forecast-of";
import { isLate, progressOf, type StatusCount } from "#lib/domain/progress/progress-of";
import { awayIn, stampsIn } from "#lib/domain/shelf/stamps-in";
import { subjectKey } from "#lib/domain/subjects/subject-key";
import type { MilestoneStatus } from "./fields.ts";
import type { Milestone, MilestoneLine } from "./schema.ts";

/** A milestone as this code holds it: what people see, and what stands behind it. */
export interface StoredMilestone extends Milestone {
  projectId: string;
  /** Key of its project, when that lies in the bin. */
  under: string | null;
  lately: Lately;
}

/** Issues done within the window, and the day of the first of them. */
export interface Lately {
  count: number;
  first: string | null;
}

export function milestoneKey(project: string, number: unknown): string {
  return subjectKey({ kind: "milestone", project, number: Number(number) });
}

export function isFinished(status: MilestoneStatus): boolean {
  return status === "completed" || status === "canceled";
}

/** The instant from which finished issues count for the pace. */
export function windowStart(today: string): Date {
  return new Date(addDays(today, -WINDOW));
}

type Plain = Pick<MilestoneLine, "status" | "startDate" | "dueDate" | "progress" | "createdAt">;

/** What is reckoned from a milestone's dates and issues. */
export function outlook(plain: Plain, lately: Lately, today: string) {
  const { status, startDate, dueDate, progress } = plain;
  const started = startDate ?? plain.createdAt.slice(0, 10);
  const began = lately.first !== null && lately.first < started ? lately.first : started;
  const forecast = forecastOf({ ...progress, lately: lately.count, began, today, finished: isFinished(status) });
  return {
    forecast,
    late: isLate(dueDate, isFinished(status), today),
    forecastLate: forecast.date !== null && dueDate !== null && forecast.date > dueDate,
  };
}

export function toMilestoneLine(row: Row, today: string): MilestoneLine {
  const project = String(row.project);
  const plain = {
    status: row.status as MilestoneStatus,
    startDate: textOf(row.startDate),
    dueDate: textOf(row.dueDate),
    progress: progressOf(jsonOf<StatusCount[]>(row.counts)),
    createdAt: instantOf(row.createdAt) ?? "",
  };
  return {
    id: String(row.id),
    key: milestoneKey(project, row.number),
    project,
    title: String(row.title),
    ...plain,
    ...outlook(plain, latelyOf(row), today),
    ...stampsIn(row),
  };
}

export function toStoredMilestone(row: Row, today: string): StoredMilestone {
  return {
    ...toMilestoneLine(row, today),
    description: String(row.description),
    source: textOf(row.source),
    completedAt: instantOf(row.completedAt),
    ...awayIn(row),
    projectId: String(row.projectId),
    under: row.projectShelf === "binned" ? String(row.project) : null,
    lately: latelyOf(row),
  };
}

function latelyOf(row: Row): Lately {
  const { count, first } = jsonOf<{ count: number; first: string | null }>(row.lately);
  return { count: Number(count), first: first === null ? null : String(first).slice(0, 10) };
}
