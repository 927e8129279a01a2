import { rm } from "node:fs/promises";
import type BetterSqlite3 from "better-sqlite3";
import { TurboError } from "#lib/core/errors";
import { publishFile, stageFile, uploadsFolder } from "../content-files.ts";
import { sqlitePath } from "../migrate.ts";
import { openSqlite } from "../open-sqlite.ts";
import { isBusy } from "../sqlite-errors.ts";
import type { Filling, Kind, PortableTable } from "./portable.ts";
import { sqliteReading } from "./sqlite-rows.ts";

/** A SQLite file that is filled in one transaction, and its folder of contents. */
export function sqliteFilling(url: string): Filling {
  const native = begun(sqlitePath(url));
  const folder = uploadsFolder(url);
  const reading = sqliteReading(native, folder);
  const inserts = new Map<string, BetterSqlite3.Statement>();
  const published: string[] = [];
  return {
    ...reading,
    async clear() {
      for (const { name } of reading.tables) native.exec(`DELETE FROM "${name}"`);
      native.exec("INSERT INTO search_entry (search_entry) VALUES ('delete-all')");
    },
    async insert(table, rows) {
      const statement = inserts.get(table.name) ?? native.prepare(insertSql(table));
      inserts.set(table.name, statement);
      for (const row of rows) {
        statement.run(table.columns.map(({ name, kind }) => (name in row ? stored(kind, row[name]) : null)));
      }
    },
    async putContent(hash, body) {
      const staged = await stageFile(folder, body);
      if (staged.hash !== hash) {
        await rm(staged.place, { force: true });
        return false;
      }
      const { isNew, place } = await publishFile(folder, staged);
      if (isNew) published.push(place);
      return true;
    },
    async setCounters(counters) {
      for (const { name } of reading.tables) {
        native.prepare(`DELETE FROM "sqlite_sequence" WHERE "name" = ?`).run(name);
        if (counters[name]) native.prepare(`INSERT INTO "sqlite_sequence" VALUES (?, ?)`).run(name, counters[name]);
      }
    },
    async commit() {
      const broken = native.pragma("foreign_key_check") as { table: string; parent: string }[];
      const [first] = broken;
      if (first)
        throw new TurboError(
          "database",
          `${broken.length} references lead nowhere, the first from ${first.table} to ${first.parent}.`,
        );
      native.exec("COMMIT");
      published.length = 0;
    },
    async close() {
      native.close();
      for (const place of published) await rm(place, { force: true });
    },
  };
}

function begun(file: string): BetterSqlite3.Database {
  const native = openSqlite(file, { fileMustExist: true, timeout: 15_000 });
  try {
    native.pragma("synchronous = FULL");
    native.pragma("secure_delete = ON");
    // Every reference is checked before the commit instead, so that rows may come in any order.
    native.pragma("foreign_keys = OFF");
    native.exec("BEGIN IMMEDIATE");
    return native;
  } catch (error) {
    native.close();
    if (!isBusy(error)) throw error;
    throw new TurboError(
      "busy",
      `Something writes to ${file} just now. Nothing was changed. Stop what runs on it, then try again.`,
      { cause: error },
    );
  }
}

function insertSql({ name, columns }: PortableTable): string {
  const names = columns.map((column) => `"${column.name}"`).join(", ");
  return `INSERT INTO "${name}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`;
}

/** A value as Prisma stores it. */
function stored(kind: Kind, value: unknown): unknown {
  switch (kind) {
    case "instant":
      return String(value).replace("Z", "+00:00");
    case "boolean":
      return value ? 1 : 0;
    case "json":
      return JSON.stringify(value);
    case "bytes":
      return Buffer.from(String(value), "base64");
    default:
      return value;
  }
}
