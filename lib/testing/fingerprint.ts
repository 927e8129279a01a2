import { createHash } from "node:crypto";
import type { Row } from "#lib/core/row-value";
import { searchContents } from "./search-contents.ts";
import type { World } from "./world.ts";

/** A hash of all rows of each table, stamps and traces included, of the search index, and the last event number. */
export async function fingerprint(world: World): Promise<Record<string, string | number>> {
  const db = world.database.reader;
  const tables = await db.$queryRawUnsafe<{ name: string }[]>(
    world.database.engine === "postgres"
      ? `SELECT table_name::text AS "name" FROM information_schema.tables WHERE table_schema = 'public'`
      : `SELECT "name" FROM sqlite_master WHERE type = 'table'`,
  );
  const prints: Record<string, string | number> = { search: hashOf(await searchContents(world)) };
  for (const { name } of tables.filter((table) => !/^(search_entry|sqlite_)/.test(table.name))) {
    const rows = await db.$queryRawUnsafe<Row[]>(`SELECT * FROM "${name}"`);
    prints[name] = hashOf(
      rows.map((row) => JSON.stringify(row, (_, value) => (typeof value === "bigint" ? String(value) : value))).sort(),
    );
  }
  const last = await db.event.aggregate({ _max: { number: true } });
  return { ...prints, last: last._max.number ?? 0 };
}

function hashOf(lines: readonly string[]): string {
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}
