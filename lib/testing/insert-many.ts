import { boundRows, insertSql, type TableRows } from "#lib/core/json-rows";
import type { World } from "./world.ts";

type Tx = Parameters<Parameters<World["database"]["write"]>[0]>[0];

/** Inserts rows that all have the same columns, past the operations and the client, which would plan each row anew. */
export async function insertMany(world: World, tx: Tx, table: string, rows: TableRows["rows"]): Promise<void> {
  if (rows.length === 0) return;
  const { engine } = world.database;
  const into = { table: table as TableRows["table"], rows };
  const mark = engine === "postgres" ? "$1" : "?";
  await tx.$executeRawUnsafe(insertSql(engine, into, mark), boundRows(engine, rows));
}
