import { createHash } from "node:crypto";
import type { Row } from "#lib/core/row-value";
import type { World } from "./world.ts";

/** What a write leaves behind beside its rows: what happened, texts kept for undo, answers kept for a repeat, notices. */
const TRACES = [
  ...["Event", "EventSubject", "UndoneEvent", "IdempotencyKey", "InboxItem", "LongText", "ApiKey"],
  "_prisma_migrations",
];
/** Columns that tell when and how often a row was written, and numbers that are given out once. */
const STAMPS =
  /^(version|createdAt|updatedAt|archivedAt|binnedAt|last(Revision|(Issue|Milestone|Decision|Document)Number))$/;

export interface TableRow {
  table: string;
  row: Row;
}

/** Every row of every table, without traces and stamps. */
export async function tableContents(world: World): Promise<TableRow[]> {
  const db = world.database.reader;
  const tables =
    world.database.engine === "postgres"
      ? await db.$queryRawUnsafe<{ name: string }[]>(
          `SELECT table_name::text AS "name" FROM information_schema.tables WHERE table_schema = 'public'`,
        )
      : await db.$queryRawUnsafe<{ name: string }[]>(`SELECT "name" FROM sqlite_master WHERE type = 'table'`);
  const contents: TableRow[] = [];
  for (const { name } of tables) {
    if (TRACES.includes(name) || /^(search_entry|sqlite_)/.test(name) || name === "Counter") continue;
    for (const row of await db.$queryRawUnsafe<Row[]>(`SELECT * FROM "${name}"`)) {
      const kept = Object.entries(row).filter(
        ([column]) => !STAMPS.test(column) && !(name === "IssueLink" && column === "id"),
      );
      contents.push({ table: name, row: Object.fromEntries(kept) });
    }
  }
  return contents;
}

/** Rows as lines that compare: a table and the hash of what the row holds. */
export function rowHashes(contents: readonly TableRow[]): string[] {
  return contents
    .map(({ table, row }) => {
      const text = JSON.stringify(row, (_, value) => (typeof value === "bigint" ? Number(value) : value));
      return `${table} ${String(row.id ?? "")} ${createHash("sha256").update(text).digest("base64url").slice(0, 12)}`;
    })
    .sort();
}
