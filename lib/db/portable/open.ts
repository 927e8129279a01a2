import { engineOf } from "../connect.ts";
import type { Filling, Snapshot } from "./portable.ts";
import { postgresFilling } from "./postgres-filling.ts";
import { postgresSnapshot } from "./postgres-snapshot.ts";
import { sqliteFilling } from "./sqlite-filling.ts";
import { sqliteSnapshot } from "./sqlite-snapshot.ts";

/** A database as it is now, to read everything from. Its schema must be up to date. */
export async function openSnapshot(url: string): Promise<Snapshot> {
  return engineOf(url) === "postgres" ? postgresSnapshot(url) : sqliteSnapshot(url);
}

/** A database to put everything into, in one transaction. Its schema must be up to date. */
export async function openFilling(url: string): Promise<Filling> {
  return engineOf(url) === "postgres" ? postgresFilling(url) : sqliteFilling(url);
}
