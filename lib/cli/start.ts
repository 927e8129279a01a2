import path from "node:path";
import { ensureLocalKey, ensureLocalOwner, makeEnterToken, makeSetupCode } from "#lib/auth/local-mode";
import { isSetUpOpen } from "#lib/auth/set-up";
import { type Config, settleConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { closeInstanceDatabase, instanceDatabase } from "#lib/db/instance";
import { migrate, schemaState } from "#lib/db/migrate";
import { makeFirstFiles } from "./first-files.ts";
import { requireFreePort } from "./free-port.ts";
import { hereWith } from "./here.ts";
import { maySeeDesktop, openInBrowser } from "./open-in-browser.ts";
import { prismaFolder, turboRoot } from "./place.ts";
import { removeServerFile, runningServer, writeServerFile } from "./server-file.ts";
import { ended, startServer, waitUntilHealthy } from "./server-process.ts";
import { takeStartLock } from "./start-lock.ts";
import { addressOf, type StartOptions, startConfig } from "./start-options.ts";
import { PATIENT_MS, waitingFor } from "./stop.ts";
import { type Welcome, welcomeText } from "./welcome.ts";

/** Makes what is missing, brings the database up to date, serves until told to end; answers the exit code. */
export async function start(options: StartOptions): Promise<number> {
  const config = startConfig(options);
  requireSecretWhenWide(config);
  makeFirstFiles(config);
  const letGo = await takeStartLock(config.dataDirectory);
  try {
    await requireNotRunning(config);
    await requireFreePort(config.server.host, config.server.port);
    await migrateWithBackup(config, options);
    return await serve(config, options, letGo);
  } finally {
    letGo();
  }
}

async function migrateWithBackup(config: Config, { backup = true }: StartOptions): Promise<void> {
  // Code that nothing needs on a usual start is not loaded for it.
  if (backup && (await schemaState(config.database.url, prismaFolder())).pending.length > 0) {
    const { backupBeforeMigration } = await import("#lib/db/backup/backup-before-migration");
    const said = await backupBeforeMigration(hereWith(config), new Date());
    if (said) process.stderr.write(`${said}\n`);
  }
  await migrate(config.database.url, prismaFolder());
}

function requireSecretWhenWide(config: Config): void {
  if (config.bound === "loopback" || config.security.secretKey) return;
  throw new TurboError(
    "configuration",
    `Listening on ${config.server.host} lets other machines in, and Turbo has no secret yet, so it did not start. Set TURBO_SECRET_KEY to 32 random characters or more, or start without --host.`,
  );
}

async function requireNotRunning(config: Config): Promise<void> {
  const running = await runningServer(config.dataDirectory);
  if (!running) return;
  throw new TurboError(
    "conflict",
    `Turbo already runs here, at ${running.url} (process ${running.pid}). \`turbo open\` opens it, \`turbo stop\` ends it.`,
  );
}

/** What the banner tells: who is let in, and how. */
async function prepareWelcome(config: Config): Promise<Welcome & { token: string }> {
  settleConfig(config);
  const database = instanceDatabase();
  const url = addressOf(config.server.host, config.server.port);
  const where = { url, home: config.home, dataDirectory: config.dataDirectory, databaseUrl: config.database.url };
  try {
    if (config.bound === "wide") {
      const setupCode = (await isSetUpOpen(database)) ? await makeSetupCode(database) : null;
      return { ...where, url: config.server.publicUrl ?? url, enter: null, setupCode, agentKey: null, token: "" };
    }
    await ensureLocalOwner(database);
    const agentKey = await ensureLocalKey(database, path.join(config.dataDirectory, "agent.key"));
    const token = await ensureLocalKey(database, path.join(config.dataDirectory, "cli.key"), "script");
    return { ...where, enter: await makeEnterToken(database), setupCode: null, agentKey, token };
  } finally {
    await closeInstanceDatabase();
  }
}

async function serve(config: Config, options: StartOptions, letGo: () => void): Promise<number> {
  const child = startServer(config);
  const { pid } = child;
  let asked = false;
  const sayWhatIsWaitedFor = () => {
    process.stderr.write(`${waitingFor(config)} Ctrl+C again ends it at once.\n`);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (!asked) setTimeout(sayWhatIsWaitedFor, PATIENT_MS).unref();
      asked = true;
      child.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
    });
  }
  // The server starts meanwhile.
  const welcome = await prepareWelcome(config).catch(async (error) => {
    child.kill("SIGTERM");
    await ended(child);
    throw error;
  });
  await waitUntilHealthy(child, config);
  if (pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const { url, token } = { url: addressOf(config.server.host, config.server.port), token: welcome.token };
    const service = process.env.TURBO_SERVICE;
    const own = { pid, port: config.server.port, url, token, root: turboRoot() };
    writeServerFile(config.dataDirectory, { ...own, ...(service ? { service } : {}) });
    process.stdout.write(`${welcomeText(welcome)}\n`);
    if (welcome.enter && options.open !== false && maySeeDesktop()) openInBrowser(enterAddress(welcome));
  }
  letGo();
  const { code, signal } = await ended(child);
  if (pid !== undefined) removeServerFile(config.dataDirectory, pid);
  if (asked) return 0;
  if (signal) process.stderr.write(`The server was ended by ${signal}.\n`);
  return code ?? 1;
}

function enterAddress({ url, enter }: Welcome): string {
  return `${url}/enter?token=${enter}`;
}
