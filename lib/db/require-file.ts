import { existsSync } from "node:fs";
import { TurboError } from "#lib/core/errors";
import { engineOf } from "./connect.ts";
import { sqlitePath } from "./migrate.ts";

/** Throws `not_found` where a database of SQLite has no file yet: to open it would make one. */
export function requireFile(url: string): void {
  if (engineOf(url) === "postgres" || existsSync(sqlitePath(url))) return;
  throw new TurboError("not_found", `There is no database at ${sqlitePath(url)} yet. \`turbo start\` makes one.`);
}
