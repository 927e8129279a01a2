import type BetterSqlite3 from "better-sqlite3";
import { readContentFile } from "../content-files.ts";
import { type CatalogueColumn, conditionOf, tablesOf } from "./catalogue.ts";
import type { Choice, ContentRef, Counters, PortableTable, Snapshot } from "./portable.ts";
import { portableRow } from "./portable-row.ts";

const quoted = (name: string) => `"${name}"`;

/** What is read of a SQLite file through one connection, which is in a transaction. */
export function sqliteReading(native: BetterSqlite3.Database, uploads: string): Omit<Snapshot, "close"> {
  const tables = sqliteTables(native);
  const tableOf = (name: string) => {
    const found = tables.find((table) => table.name === name);
    if (!found) throw new Error(`There is no table ${name}.`);
    return found;
  };
  // A statement that nobody needs any more holds its memory until some garbage collection.
  const prepared = new Map<string, BetterSqlite3.Statement<unknown[], unknown[]>>();
  return {
    engine: "sqlite",
    tables,
    async *rows(name, choice) {
      const table = tableOf(name);
      const { sql, values } = selection(table, choice);
      const statement = prepared.get(sql) ?? native.prepare<unknown[], unknown[]>(sql).raw();
      prepared.set(sql, statement);
      for (const row of statement.iterate(...values)) yield portableRow(table, row);
    },
    async counters() {
      const rows = native
        .prepare<[], { name: string; seq: number }>(`SELECT "name", "seq" FROM "sqlite_sequence"`)
        .all();
      const kept = rows.filter(({ name }) => tables.some((table) => table.name === name));
      return Object.fromEntries(kept.map(({ name, seq }) => [name, seq])) as Counters;
    },
    async contents() {
      return native
        .prepare<[], ContentRef>(
          `SELECT "hash", max("size") AS "size" FROM "Attachment" GROUP BY "hash" ORDER BY "hash"`,
        )
        .all();
    },
    content: (hash) => readContentFile(uploads, hash),
  };
}

function selection(table: PortableTable, choice: Choice | undefined): { sql: string; values: unknown[] } {
  const columns = table.columns.map(({ name }) => quoted(name)).join(", ");
  const chosen = choice ? `${quoted(choice.column)} IS ?` : conditionOf(table.name);
  const order = choice ? [choice.order] : table.key;
  return {
    sql: `SELECT ${columns} FROM ${quoted(table.name)} WHERE ${chosen} ORDER BY ${order.map(quoted).join(", ")}`,
    values: choice ? [choice.is] : [],
  };
}

function sqliteTables(native: BetterSqlite3.Database): PortableTable[] {
  return tablesOf(
    native
      .prepare<[], CatalogueColumn>(
        `SELECT "of"."name" AS "table", "column"."name", "column"."type", NULLIF("column"."pk", 0) AS "place"
         FROM pragma_table_list AS "of", pragma_table_info("of"."name") AS "column"
         WHERE "of"."schema" = 'main' AND "of"."type" = 'table' AND "of"."name" NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      )
      .all(),
  );
}
