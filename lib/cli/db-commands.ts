import { readConfig } from "#lib/core/config";
import { databaseName } from "#lib/core/database-name";
import { migrate, schemaState } from "#lib/db/migrate";
import { prismaFolder } from "./place.ts";
import { schemaText } from "./status.ts";

const databaseUrl = () => readConfig({ cwd: process.cwd(), env: process.env }).config.database.url;

export async function migrateDatabase(): Promise<string> {
  const url = databaseUrl();
  const applied = await migrate(url, prismaFolder());
  if (applied.length === 0) return `${databaseName(url)} is up to date.`;
  return `${databaseName(url)} was brought up to date: ${applied.join(", ")}.`;
}

export async function databaseStatus(): Promise<string> {
  const url = databaseUrl();
  return `${databaseName(url)}: ${schemaText(await schemaState(url, prismaFolder()))}.`;
}
