import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrate } from "#lib/db/migrate";
import { makeDatabase, startPostgres } from "./postgres.ts";

/** Starts one PostgreSQL for the whole run and migrates the template that tests copy. */
export default async function setup(): Promise<() => Promise<void>> {
  const templates = mkdtempSync(path.join(tmpdir(), "turbo-templates-"));
  process.env.TURBO_TEST_TEMPLATES = templates;
  const server = await startPostgres();
  process.env.TURBO_TEST_POSTGRES = server.url;
  await migrate(await makeDatabase(server.url, "turbo_template"), path.resolve(import.meta.dirname, "../../prisma"));
  return async () => {
    await server.stop();
    rmSync(templates, { recursive: true, force: true });
  };
}
