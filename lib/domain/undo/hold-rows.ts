import type { WriteContext } from "#lib/core/context";

/** The tables of what can be undone, by the kind that events name. */
const TABLES: Readonly<Record<string, string>> = {
  issue: "Issue",
  comment: "Comment",
  worklog: "WorkLog",
  label: "Label",
  project: "Project",
  initiative: "Initiative",
  status_update: "StatusUpdate",
  milestone: "Milestone",
  decision: "Decision",
  document: "Document",
  attachment: "Attachment",
};

/**
 * Keeps others from changing these rows until the transaction ends, so that what the events say of them is the last word.
 * SQLite has one writer anyway.
 */
export async function holdRows(ctx: WriteContext, rows: readonly { kind: string; id: string }[]): Promise<void> {
  if (ctx.database.engine !== "postgres") return;
  for (const kind of [...new Set(rows.map((row) => row.kind))].sort()) {
    const table = TABLES[kind];
    if (!table) continue;
    const ids = [...new Set(rows.filter((row) => row.kind === kind).map((row) => row.id))];
    await ctx.db.$queryRawUnsafe(
      `SELECT "id" FROM "${table}" WHERE "id" = ANY($1::text[]) ORDER BY "id" FOR NO KEY UPDATE`,
      ids,
    );
  }
}
