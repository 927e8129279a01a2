import { openBulk } from "./bulk.ts";
import type { Row } from "./rows.ts";
import type { World } from "./worlds.ts";

const START = Date.UTC(2026, 0, 1);
const BATCH = 1000;
const STATUSES = ["planning", "in_progress", "on_hold", "completed"] as const;

/** Ids that sort by their number, so that rows can be linked without asking for them. */
const idOf = (table: number, number: number) =>
  `${String(table).padStart(8, "0")}-0000-7000-8000-${String(number).padStart(12, "0")}`;

const day = (number: number) => new Date(START + (number % 600) * 86_400_000).toISOString().slice(0, 10);

/**
 * Adds as many initiatives, milestones, decisions, documents, revisions, status updates, comments, attachments,
 * references and inbox items as the world has issues; each initiative and milestone with an issue of its number.
 */
export async function fillPlanning({ database, engine, url, size }: World): Promise<void> {
  const project = await database.reader.project.findUniqueOrThrow({ where: { key: "MAIN" }, select: { id: true } });
  const person = await database.reader.user.findUniqueOrThrow({ where: { handle: "ada" }, select: { id: true } });
  const issue = await database.reader.issue.findFirstOrThrow({
    where: { projectId: project.id, number: 7 },
    select: { id: true },
  });
  const bulk = await openBulk(engine, url);
  const known = { projectId: project.id, userId: person.id, issueId: issue.id };
  try {
    for (let from = 1; from <= size; from += BATCH) {
      const numbers = Array.from({ length: Math.min(BATCH, size + 1 - from) }, (_, place) => from + place);
      const rows = numbers.map((number) => rowsOf(number, known));
      await bulk.run("BEGIN");
      for (const table of Object.keys(rows[0] ?? {})) {
        await bulk.insert(
          table,
          rows.map((row) => row[table] ?? {}),
        );
      }
      // Beside the one issue that every document names, each names something of its own.
      const own = (number: number) => ({
        fromKind: "document",
        fromId: idOf(5, number),
        toKind: "initiative",
        toId: idOf(1, number),
      });
      await bulk.insert("Reference", numbers.map(own));
      await bulk.run("COMMIT");
    }
    const padded = engine === "postgres" ? `lpad("number"::text, 12, '0')` : `printf('%012d', "number")`;
    const of = (table: number) => `'${idOf(table, 0).slice(0, -12)}' || ${padded}`;
    await bulk.run(
      `UPDATE "Issue" SET "initiativeId" = ${of(1)}, "milestoneId" = ${of(2)} WHERE "projectId" = '${project.id}'`,
    );
    await bulk.run(
      engine === "postgres" ? "VACUUM ANALYZE" : "PRAGMA foreign_key_check; PRAGMA wal_checkpoint(TRUNCATE)",
    );
  } finally {
    await bulk.close();
  }
}

function rowsOf(number: number, known: { projectId: string; userId: string; issueId: string }): Record<string, Row> {
  const { projectId, userId, issueId } = known;
  const createdAt = new Date(START + number * 60_000);
  const title = `Planned as number ${number}`;
  const stamp = { createdAt, updatedAt: createdAt, version: 1 };
  const shelf = { shelf: "live", archivedAt: null, binnedAt: null };
  const named = { number, title, titleFold: title.toLowerCase(), source: null };
  const via = null;
  return {
    Initiative: {
      ...{ id: idOf(1, number), ...stamp, ...named, ...shelf, description: "Why it matters.", ownerId: userId },
      ...{ status: STATUSES[number % 4], statusOrder: number % 4, health: "on_track", completedAt: null },
      ...{ startDate: day(number), targetDate: day(number + 60), targetSort: day(number + 60) },
    },
    InitiativeProject: { initiativeId: idOf(1, number), projectId },
    Milestone: {
      ...{ id: idOf(2, number), ...stamp, ...named, ...shelf, projectId, description: "" },
      ...{ status: number % 3 === 0 ? "completed" : "in_progress", statusOrder: 1, completedAt: null },
      ...{ startDate: day(number), dueDate: day(number + 30), dueSort: day(number + 30) },
    },
    Decision: {
      ...{ id: idOf(3, number), ...stamp, ...named, ...shelf, projectId, context: "The question.", options: [] },
      ...{ outcome: "What we do.", rationale: "Why.", consequences: "", kind: "technical", impactAreas: [] },
      ...{ status: number % 2 === 0 ? "accepted" : "proposed", statusOrder: number % 2 === 0 ? 1 : 0 },
      ...{ proposerId: userId, decidedById: null, decidedAt: null, supersededById: null },
    },
    DecisionTarget: {
      ...{ id: idOf(4, number), createdAt, decisionId: idOf(3, number), kind: "path", stale: false, reached: false },
      ...{ target: `packages/part-${number}/src/**`, prefix: `packages/part-${number}/src` },
    },
    Document: {
      ...{ id: idOf(5, number), ...stamp, ...named, ...shelf, projectId, body: "A paragraph of text.", kind: "note" },
      ...{ status: "draft", parentId: null, rank: String(number).padStart(9, "0"), authorId: userId },
      ...{ lastRevision: 1, sourceHash: null, properties: {} },
    },
    Revision: {
      ...{ id: idOf(6, number), createdAt, documentId: idOf(5, 1), number, authorId: userId, via },
      ...{ note: "Said more.", title, hash: "none", length: 20 },
    },
    StatusUpdate: {
      ...{ id: idOf(7, number), ...stamp, initiativeId: idOf(1, 1), authorId: userId, via, health: "on_track" },
      ...{ body: "On the way.", shelf: "live", binnedAt: null },
    },
    Comment: {
      ...{ id: idOf(8, number), ...stamp, subjectKind: "document", subjectId: idOf(5, 1), projectId },
      ...{ authorId: userId, via, replyToId: null, body: "I agree.", shelf: "live", binnedAt: null, source: null },
    },
    Attachment: {
      ...{ id: idOf(9, number), createdAt, subjectKind: "issue", subjectId: issueId, projectId, name: "shot.png" },
      ...{ mediaType: "image/png", size: 1000, hash: "0".repeat(64), authorId: userId, via },
      ...{ shelf: "live", binnedAt: null },
    },
    Reference: { fromKind: "document", fromId: idOf(5, number), toKind: "issue", toId: issueId },
    InboxItem: {
      ...{ id: idOf(10, number), createdAt, userId, kind: "mention", subjectKind: "document" },
      ...{ subjectId: idOf(5, number), sourceId: idOf(5, number), projectId, excerpt: "Look at this.", readAt: null },
      ...{ actor: { handle: "ben", name: "ben", key: null, kind: "person", client: null } },
      ...{ done: false, snoozedUntil: null },
    },
  };
}
