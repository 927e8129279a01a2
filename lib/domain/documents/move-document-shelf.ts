import { bindings } from "#lib/core/bindings";
import type { FieldChanges, WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { type Row, textOf } from "#lib/core/row-value";
import { moveEntries, stampsOf } from "#lib/domain/shelf/move-shelf";
import { updateRows } from "#lib/domain/undo/update-rows";
import { documentKey, type StoredDocument } from "./document-row.ts";
import { documentSearchEntry } from "./search-entry.ts";

/** Documents that go to the bin or the archive with the one they lie under, at most. */
const MOST = 500;

/** A document below another one, as it goes where that goes. */
interface Below {
  id: string;
  version: number;
  parentId: string | null;
  key: string;
  title: string;
  body: string;
}

/**
 * Puts a document on a shelf and says so; one that stands there already is left as it is. What lies below goes to the bin
 * or the archive with it, and what went with it comes back with it. One whose parent is not there comes back at the top.
 */
export async function moveDocumentShelf(
  ctx: WriteContext,
  document: StoredDocument,
  shelf: StoredDocument["shelf"],
): Promise<StoredDocument> {
  if (document.shelf === shelf) {
    ctx.unchanged();
    return document;
  }
  const { id, key, projectId, version } = document;
  // Nothing comes to lie under it while it goes.
  await ctx.database.oneAtATime(ctx.db, "links");
  const below = await whatGoesAlong(ctx, document, shelf);
  const orphan = shelf === "live" && document.parentId !== null && !(await isLive(ctx, document.parentId));
  const { archivedAt, binnedAt } = stampsOf(ctx, shelf);
  const top = { ...document, parentId: orphan ? null : document.parentId };
  const stand = { shelf, archivedAt, binnedAt };
  const rows = [top, ...below].map((one) => ({ id: one.id, version: one.version, parentId: one.parentId, ...stand }));
  await updateRows(ctx, "Document", rows);
  const entries = [document, ...below].map((one) => documentSearchEntry({ ...one, projectId }));
  await moveEntries(ctx, document.shelf, shelf, entries);
  const fields: FieldChanges = { shelf: [document.shelf, shelf] };
  const own: FieldChanges = orphan ? { ...fields, parent: [document.parent, null] } : fields;
  ctx.changed({ kind: "document", id, key, projectId, fields: own });
  for (const one of below) ctx.changed({ kind: "document", id: one.id, key: one.key, projectId, fields });
  return {
    ...document,
    ...(orphan ? { parentId: null, parent: null, path: [] } : {}),
    shelf,
    archivedAt: archivedAt?.toISOString() ?? null,
    binnedAt: binnedAt?.toISOString() ?? null,
    version: version + 1,
    updatedAt: ctx.now.toISOString(),
  };
}

async function isLive(ctx: WriteContext, id: string): Promise<boolean> {
  return (await ctx.db.document.count({ where: { id, shelf: "live" } })) > 0;
}

/** What lies below: the live ones on the way out; on the way back those that went at the same moment. */
async function whatGoesAlong(ctx: WriteContext, document: StoredDocument, shelf: string): Promise<Below[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const start = bind(document.id);
  const stamp = document.shelf === "binned" ? "binnedAt" : "archivedAt";
  const went = document.shelf === "live" ? "" : ` AND x."${stamp}" = top."${stamp}"`;
  // Their bodies are read only where they have to be found again.
  const body = document.shelf === "binned" ? `d."body"` : `''`;
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `WITH RECURSIVE under("id", "depth") AS (
       SELECT "id", 0 FROM "Document" WHERE "id" = ${start}
       UNION ALL
       SELECT x."id", under."depth" + 1 FROM under JOIN "Document" x ON x."parentId" = under."id"
         JOIN "Document" top ON top."id" = ${bind(document.id)}
       WHERE CAST(x."shelf" AS TEXT) = ${bind(document.shelf)}${went} AND under."depth" < 100
     ) SELECT d."id", d."version", d."parentId", p."key" AS "project", d."number", d."title", ${body} AS "body" FROM under
       JOIN "Document" d ON d."id" = under."id" JOIN "Project" p ON p."id" = d."projectId" WHERE under."depth" > 0 ORDER BY d."id" LIMIT ${MOST + 1}`,
    ...values,
  );
  if (rows.length > MOST)
    throw new TurboError(
      "refused",
      `More than ${MOST} documents lie under ${document.key}. ${shelf === "live" ? "Restore" : "Move"} those below it first, some at a time.`,
    );
  return rows.map((row) => ({
    id: String(row.id),
    version: Number(row.version),
    parentId: textOf(row.parentId),
    key: documentKey(row.project, row.number),
    title: String(row.title),
    body: textOf(row.body) ?? "",
  }));
}
