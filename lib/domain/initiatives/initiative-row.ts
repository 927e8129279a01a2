import { instantOf, jsonOf, type Row, textOf } from "#lib/core/row-value";
import { personOf } from "#lib/domain/people/person-of";
import type { Via } from "#lib/domain/people/schema";
import { isLate, progressOf, type StatusCount } from "#lib/domain/progress/progress-of";
import { awayIn, stampsIn } from "#lib/domain/shelf/stamps-in";
import { subjectKey } from "#lib/domain/subjects/subject-key";
import type { InitiativeStatus } from "./fields.ts";
import type { Initiative, InitiativeLine, StatusUpdate } from "./schema.ts";

export interface SpannedProject {
  id: string;
  key: string;
  name: string;
}

/** An initiative as this code holds it: what people see, and what stands behind it. */
export interface StoredInitiative extends Initiative {
  /** Those that the actor may see and that are not in the bin. */
  spanned: SpannedProject[];
  /** Does it span projects that the actor may not see? */
  beyond: boolean;
}

export function initiativeKey(number: unknown): string {
  return subjectKey({ kind: "initiative", project: null, number: Number(number) });
}

export function isFinished(status: InitiativeStatus): boolean {
  return status === "completed" || status === "canceled";
}

export function toInitiativeLine(row: Row, today: string): InitiativeLine {
  const status = row.status as InitiativeStatus;
  const targetDate = textOf(row.targetDate);
  return {
    id: String(row.id),
    key: initiativeKey(row.number),
    title: String(row.title),
    status,
    health: row.health as InitiativeLine["health"],
    owner: personOf(row, "owner"),
    startDate: textOf(row.startDate),
    targetDate,
    projects: jsonOf<SpannedProject[]>(row.projects).map((project) => project.key),
    progress: progressOf(jsonOf<StatusCount[]>(row.counts)),
    late: isLate(targetDate, isFinished(status), today),
    ...stampsIn(row),
  };
}

export function toStoredInitiative(row: Row, today: string): StoredInitiative {
  const line = toInitiativeLine(row, today);
  const spanned = jsonOf<SpannedProject[]>(row.projects);
  const counts = jsonOf<(StatusCount & { project: string })[]>(row.counts);
  const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
  return {
    ...line,
    description: String(row.description),
    byProject: spanned.map(({ id, key, name }) => ({
      project: key,
      name,
      ...progressOf(counts.filter((count) => count.project === id)),
    })),
    latestUpdate: latestUpdate(row, line.key),
    decisions: jsonOf<Initiative["decisions"]>(row.decisions).sort(byKey),
    documents: jsonOf<Initiative["documents"]>(row.documents).sort(byKey),
    source: textOf(row.source),
    completedAt: instantOf(row.completedAt),
    ...awayIn(row),
    spanned,
    beyond: Number(row.beyond) > 0,
  };
}

function latestUpdate(row: Row, initiative: string): StatusUpdate | null {
  const id = textOf(row.updateId);
  if (id === null) return null;
  return {
    id,
    initiative,
    health: row.updateHealth as StatusUpdate["health"],
    body: String(row.updateBody),
    author: personOf(row, "author"),
    via: jsonOf<Via | null>(row.updateVia),
    shelf: "live",
    version: Number(row.updateVersion),
    createdAt: instantOf(row.updateCreatedAt) ?? "",
    updatedAt: instantOf(row.updateUpdatedAt) ?? "",
  };
}
