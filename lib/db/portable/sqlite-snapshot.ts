import { uploadsFolder } from "../content-files.ts";
import { sqlitePath } from "../migrate.ts";
import { openSqlite } from "../open-sqlite.ts";
import type { Snapshot } from "./portable.ts";
import { sqliteReading } from "./sqlite-rows.ts";

/** A SQLite file as it is now. Others read and write on meanwhile; what they write waits in its journal. */
export function sqliteSnapshot(url: string): Snapshot {
  const native = openSqlite(sqlitePath(url), { readonly: true, fileMustExist: true, timeout: 5000 });
  native.exec("BEGIN");
  // The moment is that of the first read.
  native.prepare(`SELECT 1 FROM "_prisma_migrations"`).get();
  return {
    ...sqliteReading(native, uploadsFolder(url)),
    async close() {
      native.close();
    },
  };
}
