import { readConfig } from "#lib/core/config";
import { databaseName } from "#lib/core/database-name";
import { TurboError } from "#lib/core/errors";
import { schemaState } from "#lib/db/migrate";
import { askAdmin } from "./ask-admin.ts";
import { prismaFolder, turboVersion } from "./place.ts";
import { runningServer } from "./server-file.ts";

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

/** What the server that runs here says of itself, one line for each value; settings are what `turbo config show` is for. */
export async function fullStatus(): Promise<{ whole: object; items: { name: string; value: string }[] }> {
  const { config } = readConfig({ cwd: process.cwd(), env: process.env });
  const running = await runningServer(config.dataDirectory);
  if (!running) throw new TurboError("conflict", "Turbo does not run here. Start it with `turbo start`.");
  const { settings: _, ...whole } = await askAdmin(running, "/admin/status");
  return { whole, items: linesOf(whole, "") };
}

export function linesOf(values: object, within: string): { name: string; value: string }[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const isGroup = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isGroup) return linesOf(value, `${within}${name}.`);
    return { name: within + name, value: Array.isArray(value) ? value.join(", ") : String(value ?? "") };
  });
}

export function schemaText({ pending, unknown }: { pending: string[]; unknown: string[] }): string {
  if (unknown.length > 0) return `newer than this Turbo (${unknown.join(", ")})`;
  return pending.length === 0 ? "up to date" : `not up to date (lacks ${pending.join(", ")})`;
}
