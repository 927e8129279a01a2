import type { Actor } from "#lib/core/actor";
import { bindings } from "#lib/core/bindings";
import type { ReadContext, WriteContext } from "#lib/core/context";
import { notFound, TurboError } from "#lib/core/errors";
import { instantOf, jsonOf, numberOf, type Row, textOf } from "#lib/core/row-value";
import { inOrderOf } from "#lib/domain/lists/list-page";
import { mayChangeWorkOf } from "#lib/domain/people/may-change-work-of";
import { personOf } from "#lib/domain/people/person-of";
import type { Via } from "#lib/domain/people/schema";
import { maySeeProject } from "#lib/domain/projects/policy";
import { requireInUse, type Standing } from "#lib/domain/subjects/in-use";
import type { WorkLog } from "./schema.ts";

/** A work log as this code holds it. */
export interface StoredWorkLog extends WorkLog {
  issueId: string;
  projectId: string;
  shelf: "live" | "binned";
  /** How its issue stands. */
  standing: Standing;
}

/** Work logs in the order of the ids, in one statement. */
export async function findWorkLogs(ctx: ReadContext, ids: readonly string[]): Promise<StoredWorkLog[]> {
  if (ids.length === 0) return [];
  const { values, bindAll } = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT w.*, u."handle" AS "userHandle", u."name" AS "userName", p."key" || '-' || i."number" AS "issue", p."id" AS "projectId",
       CAST(i."shelf" AS TEXT) AS "issueShelf", CASE WHEN p."shelf" = 'binned' THEN p."key" END AS "under"
     FROM "WorkLog" w JOIN "Issue" i ON i."id" = w."issueId" JOIN "Project" p ON p."id" = i."projectId"
       LEFT JOIN "User" u ON u."id" = w."userId"
     WHERE w."id" IN (${bindAll(ids)})`,
    ...values,
  );
  return inOrderOf(ids, rows.map(toStoredWorkLog));
}

/** The work log of an id, binned ones included, that the actor may change. Throws `not_found`, `refused` or `forbidden`. */
export async function requireOwnWorkLog(ctx: ReadContext, ref: string): Promise<StoredWorkLog> {
  const [found] = await findWorkLogs(ctx, [ref.toLowerCase()]);
  if (!found || !maySeeProject(ctx.actor, found.projectId)) {
    throw notFound("worklog", `There is no work log "${ref.slice(0, 80)}".`);
  }
  requireInUse(found.standing);
  const why = whyNotOwn(ctx.actor, found);
  if (why !== null) throw new TurboError("forbidden", why);
  return found;
}

/** Why the actor may not change a work log; null where they may. */
export function whyNotOwn(actor: Actor, { user }: StoredWorkLog): string | null {
  if (mayChangeWorkOf(actor, user?.id ?? null)) return null;
  return `This is the work of ${user ? `@${user.handle}` : "nobody here"}. Only they, an owner or an admin may change it.`;
}

/** The same, without those in the bin. */
export async function requireUsableWorkLog(ctx: ReadContext, ref: string): Promise<StoredWorkLog> {
  const log = await requireOwnWorkLog(ctx, ref);
  if (log.shelf === "binned") throw new TurboError("refused", "This work log is in the bin. Restore it first.");
  return log;
}

/** What the actor, in this session, has running on an issue. */
export async function findRunning(ctx: WriteContext, issueId: string): Promise<StoredWorkLog | null> {
  // Two starts at once would both find nothing; on SQLite there is one writer anyway.
  if (ctx.database.engine === "postgres")
    await ctx.db.$queryRawUnsafe(`SELECT 1 AS "held" FROM "Issue" WHERE "id" = $1 FOR NO KEY UPDATE`, issueId);
  const { values, bind } = bindings(ctx.database.engine);
  const running = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT "id", "via" FROM "WorkLog" WHERE "issueId" = ${bind(issueId)} AND "userId" = ${bind(ctx.actor.user.id)}
       AND "endedAt" IS NULL AND "shelf" = 'live' ORDER BY "startedAt"`,
    ...values,
  );
  const mine = running.find(({ via }) => (jsonOf<Via | null>(via)?.session ?? null) === ctx.actor.session);
  const [found] = mine ? await findWorkLogs(ctx, [String(mine.id)]) : [];
  return found ?? null;
}

function toStoredWorkLog(row: Row): StoredWorkLog {
  const endedAt = instantOf(row.endedAt);
  return {
    id: String(row.id),
    issue: String(row.issue),
    user: personOf(row, "user"),
    via: jsonOf<Via | null>(row.via),
    model: textOf(row.model),
    running: endedAt === null,
    startedAt: instantOf(row.startedAt) ?? "",
    endedAt,
    minutes: numberOf(row.minutes),
    note: String(row.note),
    commits: jsonOf<string[]>(row.commits),
    branch: textOf(row.branch),
    pullRequest: textOf(row.pullRequest),
    tokens: numberOf(row.tokens),
    cost: numberOf(row.cost),
    version: Number(row.version),
    createdAt: instantOf(row.createdAt) ?? "",
    updatedAt: instantOf(row.updatedAt) ?? "",
    issueId: String(row.issueId),
    projectId: String(row.projectId),
    shelf: row.shelf as StoredWorkLog["shelf"],
    standing: {
      key: String(row.issue),
      shelf: row.issueShelf as Standing["shelf"],
      under: textOf(row.under),
    },
  };
}
