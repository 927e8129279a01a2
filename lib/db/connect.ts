import { TurboError } from "#lib/core/errors";
import type { ConnectOptions } from "./connect-options.ts";
import type { Database } from "./database.ts";
import { connectPostgres } from "./postgres.ts";
import { connectSqlite } from "./sqlite.ts";

/** Opens the database that the URL names. Its schema must be up to date (see migrate.ts). */
export function connect(options: ConnectOptions): Database {
  const engine = engineOf(options.url);
  return engine === "postgres" ? connectPostgres(options) : connectSqlite(options);
}

export function engineOf(url: string): Database["engine"] {
  if (/^postgres(ql)?:\/\//.test(url)) return "postgres";
  if (url.startsWith("file:")) return "sqlite";
  throw new TurboError(
    "configuration",
    "DATABASE_URL must be file:PATH for SQLite or postgresql://USER:PASSWORD@HOST/NAME for PostgreSQL.",
  );
}
