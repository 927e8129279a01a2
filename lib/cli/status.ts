import { readConfig } from "#lib/core/config";
import { schemaState } from "#lib/db/migrate";
import { prismaFolder, turboVersion } from "./place.ts";
import { runningServer } from "./server-file.ts";
import { databaseName } from "./welcome.ts";

export interface Status {
  running: boolean;
  url: string | null;
  pid: number | null;
  version: string;
  database: string;
  dataDirectory: string;
  schema: string;
}

/** What runs here, and on which data. */
export async function status(): Promise<Status> {
  const { config } = readConfig({ cwd: process.cwd(), env: process.env });
  const running = await runningServer(config.dataDirectory);
  return {
    running: running !== null,
    url: running?.url ?? null,
    pid: running?.pid ?? null,
    version: turboVersion(),
    database: databaseName(config.database.url),
    dataDirectory: config.dataDirectory,
    schema: schemaText(await schemaState(config.database.url, prismaFolder())),
  };
}

export function schemaText({ pending, unknown }: { pending: string[]; unknown: string[] }): string {
  if (unknown.length > 0) return `newer than this Turbo (${unknown.join(", ")})`;
  return pending.length === 0 ? "up to date" : `not up to date (lacks ${pending.join(", ")})`;
}
