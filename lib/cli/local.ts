import { existsSync } from "node:fs";
import { ensureLocalOwner } from "#lib/auth/local-mode";
import { actorUser } from "#lib/auth/people";
import type { Actor } from "#lib/core/actor";
import { readConfig, settleConfig } from "#lib/core/config";
import { createContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { createLogger } from "#lib/core/log";
import { readTemplates } from "#lib/core/read-templates";
import { sessionNamed } from "#lib/core/session-name";
import { engineOf } from "#lib/db/connect";
import { closeInstanceDatabase, instanceDatabase } from "#lib/db/instance";
import { requireCurrentSchema, sqlitePath } from "#lib/db/migrate";
import { settleTemplates } from "#lib/domain/templates/template-source";
import type { Connection } from "./connection.ts";
import { inProcess } from "./in-process.ts";
import { localFiles } from "./local-files.ts";
import type { PerformOptions } from "./perform.ts";
import { prismaFolder, templatesFolder } from "./place.ts";

/**
 * Performs operations in this process, on the configured database, as the local owner. `host` is where a server of this
 * folder answers that the command line has no key of.
 */
export async function openLocal(client: string, host: string | null = null): Promise<Connection> {
  const { config } = readConfig({ cwd: process.cwd(), env: process.env });
  const { url } = config.database;
  if (engineOf(url) === "sqlite" && !existsSync(sqlitePath(url))) {
    throw new TurboError(
      "configuration",
      `There is no Turbo database at ${sqlitePath(url)}. Run \`turbo start\` here first, or set TURBO_URL and TURBO_API_KEY to use a Turbo elsewhere.`,
    );
  }
  await requireCurrentSchema(url, prismaFolder());
  settleConfig(config);
  const folders = { bundled: templatesFolder(), own: config.templatesDirectory };
  settleTemplates(() => readTemplates(folders));
  const database = instanceDatabase();
  const actor: Actor = {
    user: actorUser(await ensureLocalOwner(database)),
    key: null,
    scope: "admin",
    projectIds: null,
    door: "cli",
    client,
    session: sessionNamed(process.env.TURBO_SESSION),
    signInId: null,
    host,
    timeZone: null,
  };
  const log = createLogger("error");
  const context = ({ idempotencyKey = null }: PerformOptions = {}) =>
    createContext({ actor, database, log, idempotencyKey });
  return {
    perform: inProcess(context),
    files: localFiles(config.uploads, context),
    testModel: async (provider) => (await import("#lib/ai/test-model")).testModel(context(), provider),
    close: closeInstanceDatabase,
  };
}
