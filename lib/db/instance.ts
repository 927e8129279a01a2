import { loadConfig } from "#lib/core/config";
import { connect } from "./connect.ts";
import type { Database } from "./database.ts";

const OPENED = Symbol.for("turbo.database");
const shared = globalThis as { [OPENED]?: Database };

/** The database that the configuration names, opened once in a process: bundlers load this module several times. */
export function instanceDatabase(): Database {
  shared[OPENED] ??= connect(loadConfig().database);
  return shared[OPENED];
}

export async function closeInstanceDatabase(): Promise<void> {
  const open = shared[OPENED];
  delete shared[OPENED];
  await open?.close();
}
