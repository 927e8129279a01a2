import { noteStatement } from "#lib/core/activity";
import { loadConfig } from "#lib/core/config";
import { connect } from "./connect.ts";
import type { Database } from "./database.ts";

const OPENED = Symbol.for("turbo.database");
const shared = globalThis as { [OPENED]?: Database };

/** The database that the configuration names, opened once in a process: bundlers load this module several times. */
export function instanceDatabase(): Database {
  shared[OPENED] ??= open();
  return shared[OPENED];
}

function open(): Database {
  const { database, traces } = loadConfig();
  return connect(traces ? { ...database, onStatement: noteStatement } : database);
}

export async function closeInstanceDatabase(): Promise<void> {
  const open = shared[OPENED];
  delete shared[OPENED];
  await open?.close();
}
