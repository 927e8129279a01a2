import { among } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { notFound, type TurboError } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import type { Row } from "#lib/core/row-value";
import type { KeysetQuery, KeysetValue } from "#lib/db/keyset";
import { inOrderOf } from "#lib/domain/lists/list-page";
import { maySeeProject } from "#lib/domain/projects/policy";
import { findSubjects, type Subject } from "#lib/domain/subjects/find-subjects";
import { requireInUse, requireProjectInUse } from "#lib/domain/subjects/in-use";
import { refuseSharedOldKey } from "#lib/domain/subjects/shared-old-key";
import { type StoredIssue, toIssueLine, toStoredIssue } from "./issue-row.ts";
import { issueLineSql, issuePageSql, issueSql } from "./issue-sql.ts";
import { oldKeySql } from "./old-key-sql.ts";
import type { IssueLine } from "./schema.ts";

const KEY = /^([A-Z][A-Z0-9]{1,9})-(\d{1,9})$/;

/** The issue of a key, an old key that only one has, or an id; null when there is none that the actor may see. */
export async function findIssue(ctx: ReadContext, ref: string): Promise<StoredIssue | null> {
  const found = isId(ref)
    ? await readOne(ctx, (mark) => `i."id" = ${mark(1)}`, [ref.toLowerCase()])
    : await findByKey(ctx, ref.toUpperCase());
  return found && maySeeProject(ctx.actor, found.projectId) ? found : null;
}

/** The issue of a key, an old key or an id, binned ones included. Throws `not_found`, naming each that an old key has. */
export async function requireIssue(ctx: ReadContext, ref: string, path = "issue"): Promise<StoredIssue> {
  const found = await findIssue(ctx, ref);
  if (found) return found;
  await refuseSharedOldKey(ctx, ref, path);
  throw noIssue(ref, path);
}

function noIssue(ref: string, path: string): TurboError {
  return notFound(path, `There is no issue "${ref.slice(0, 80)}". Keys look like TURBO-12.`);
}

/** The same without its texts, for what only needs to know which one it is. */
export async function requireIssueSlot(
  ctx: ReadContext,
  ref: string,
  path = "issue",
): Promise<Subject & { projectId: string }> {
  const found = (await findSubjects(ctx, [ref])).get(ref);
  if (found?.kind === "issue" && found.projectId !== null) return { ...found, projectId: found.projectId };
  await refuseSharedOldKey(ctx, ref, path);
  throw noIssue(ref, path);
}

/** An issue that can be changed: one in the bin, or whose project is there, has to be restored first. */
export async function requireUsableIssue(ctx: ReadContext, ref: string, path = "issue"): Promise<StoredIssue> {
  return requireInUse(await requireIssue(ctx, ref, path));
}

/** An issue to put into the bin or take out of it: its project is in use. */
export async function requireShelvedIssue(ctx: ReadContext, ref: string): Promise<StoredIssue> {
  return requireProjectInUse(await requireIssue(ctx, ref));
}

/** One page of issues as lists show them, found and read by one statement. */
export async function findIssuePage(
  ctx: ReadContext,
  query: Omit<KeysetQuery, "table">,
): Promise<{ items: IssueLine[]; next: KeysetValue[] | null }> {
  const { rows, next } = await ctx.database.keysetRows<Row>(ctx.db, { table: "Issue", ...query }, (page) =>
    issuePageSql(ctx, page, query.order),
  );
  return { items: rows.map(toIssueLine), next };
}

/** Issues as lists show them, in the order of the ids. */
export async function findIssueLines(ctx: ReadContext, ids: readonly string[]): Promise<IssueLine[]> {
  if (ids.length === 0) return [];
  const sql = issueLineSql(ctx, (mark) => among(ctx.database.engine, `i."id"`, mark(1)));
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(sql, JSON.stringify(ids));
  return inOrderOf(ids, rows.map(toIssueLine));
}

async function findByKey(ctx: ReadContext, key: string): Promise<StoredIssue | null> {
  const old = (mark: string) => oldKeySql(ctx, mark, "id");
  const [, project, number] = KEY.exec(key) ?? [];
  if (!project) return readOne(ctx, (mark) => `i."id" = ${old(mark(1))}`, [key]);
  return readOne(
    ctx,
    (mark) => `i."id" = COALESCE((SELECT k."id" FROM "Issue" k JOIN "Project" kp ON kp."id" = k."projectId"
      WHERE kp."key" = ${mark(1)} AND k."number" = ${mark(2)}), ${old(mark(3))})`,
    [project, Number(number), key],
  );
}

async function readOne(ctx: ReadContext, where: (mark: (n: number) => string) => string, values: (string | number)[]) {
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(issueSql(ctx, where), ...values);
  return rows[0] ? toStoredIssue(rows[0]) : null;
}
