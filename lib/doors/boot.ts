import path from "node:path";
import { settleUses } from "#lib/auth/last-use";
import { BOOTSTRAP_KEY_LENGTH, type Config, loadConfig } from "#lib/core/config";
import { ERROR_CODES, TurboError } from "#lib/core/errors";
import { readTemplates } from "#lib/core/read-templates";
import { trustedProxies } from "#lib/core/trusted-proxies";
import { closeInstanceDatabase } from "#lib/db/instance";
import { requireCurrentSchema } from "#lib/db/migrate";
import { settleTemplates } from "#lib/domain/templates/template-source";
import { doorLog } from "./door-context.ts";
import { endStreams } from "./event-hub.ts";
import { endCache, startCache } from "./instance-cache.ts";
import { answerWhileAway } from "./server/away-page.ts";
import { serveCompressed } from "./server/compressed-files.ts";
import { type Gate, gateEveryServer } from "./server/gates.ts";
import { logConsole } from "./server/log-console.ts";
import { logTrouble } from "./server/log-trouble.ts";
import { noteRequests } from "./server/note-requests.ts";
import { answerOddRequests } from "./server/odd-requests.ts";
import { saySecurityHeaders } from "./server/security-headers.ts";
import { stopWell } from "./server/stop-well.ts";
import { watchBodies } from "./server/watch-bodies.ts";
import { settleAddresses } from "./settle-addresses.ts";
import { VERSION } from "./version.ts";

/** So much later begins what nobody waits for, in milliseconds: the first requests have the processor to themselves. */
const LATER = 1_000;

/** So long, in milliseconds, traces and reports that are left may take when the server ends. */
const FAREWELL = 1_500;

/** Its code is as much again as what a first request needs, so it comes when it begins. */
const backgroundWork = () => import("./background-work.ts");

/** Refuses to serve with a configuration or a database that is not fit: one sentence, and the exit code of its kind. */
export async function boot(): Promise<void> {
  const root = path.join(/* turbopackIgnore: true */ process.cwd());
  try {
    requireNode();
    const config = loadConfig();
    requireSafeBinding(config);
    settleAddresses(trustedProxies(config.server.trustedProxies));
    await requireCurrentSchema(config.database.url, path.join(root, "prisma"));
    const folders = { bundled: path.join(root, "templates"), own: config.templatesDirectory };
    settleTemplates(() => readTemplates(folders));
    await startCache(root);
  } catch (error) {
    const { code, message } =
      error instanceof TurboError ? error : { code: "internal" as const, message: `Turbo did not start: ${error}` };
    process.stderr.write(`${message}\n`);
    process.exit(ERROR_CODES[code].exit);
  }
  logTrouble(doorLog());
  const { bound, environment, server } = loadConfig();
  const upgrades = environment === "development";
  if (!upgrades) logConsole(doorLog());
  const runs = { version: VERSION, node: process.versions.node, bound, port: server.port };
  doorLog().info(runs, "Turbo begins to serve");
  const telemetry = await startedTelemetry(root);
  const later = setTimeout(() => void backgroundWork().then(({ beginWork }) => beginWork()), LATER);
  const { gate, stop } = stopWell({
    seconds: server.shutdownSeconds,
    endStreams,
    async endWork() {
      clearTimeout(later);
      await (await backgroundWork()).endWork();
    },
    async close() {
      const { settleWork } = await backgroundWork();
      await Promise.all([settleUses(), settleWork(), endCache(), telemetry?.end(FAREWELL)]);
      await closeInstanceDatabase();
    },
    onCut: (requests) => doorLog().warn({ requests }, "requests took too long and were cut when the server ended"),
    exit(code) {
      doorLog().info("Turbo has ended");
      process.exit(code);
    },
  });
  const compressed = serveCompressed(path.join(root, "compressed"));
  gateEveryServer(
    [
      noteRequests(doorLog()),
      ...(telemetry ? [telemetry.gate] : []),
      saySecurityHeaders({ development: upgrades }),
      gate,
      answerOddRequests,
      watchBodies(),
      compressed,
      answerWhileAway,
    ],
    { upgrades },
  );
  if (upgrades) return;
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    // Next listens as well and would end the process with a code of its own, whatever is under way here.
    process.removeAllListeners(signal).on(signal, stop);
  }
  // Whoever started the server holds its standard input; the system closes it even when that process was killed.
  if (process.env.TURBO_ENDS_WITH_STDIN) process.stdin.once("end", () => process.kill(process.pid, "SIGTERM")).resume();
}

/** What sends traces and reports of errors, with its gate; null, and not even loaded, where nothing is to be sent. */
async function startedTelemetry(root: string): Promise<{ gate: Gate; end(limitMs: number): Promise<void> } | null> {
  const config = loadConfig();
  if (!config.traces && !config.errorReports) return null;
  const { startTelemetry } = await import("#lib/telemetry/start");
  const { pageRoutes, traceRequests } = await import("./server/trace-requests.ts");
  const end = startTelemetry(config, { version: VERSION, root, log: doorLog() });
  return { gate: traceRequests(pageRoutes(root)), end };
}

/** The SQLite driver needs Node-API 10 and ends the process without a word where it is missing. */
function requireNode(): void {
  if (Number(process.versions.napi) >= 10) return;
  throw new TurboError(
    "configuration",
    `Turbo needs Node.js 22.14 or later; this is ${process.versions.node}, so it did not start. Install Node.js 24, or start it with \`turbo start\`, which brings one.`,
  );
}

/** A server that others can reach has a secret of its own, and no bootstrap key that could be guessed. */
export function requireSafeBinding(config: Config, apiKey = process.env.TURBO_API_KEY): void {
  if (config.bound !== "wide") return;
  if (!config.security.secretKey) {
    throw new TurboError(
      "configuration",
      "Turbo is bound wide and has no secret, so it did not start. Set TURBO_SECRET_KEY to 32 random characters or more, or start it with `turbo start`, which listens on this machine only.",
    );
  }
  if (apiKey && apiKey.length < BOOTSTRAP_KEY_LENGTH) {
    throw new TurboError(
      "configuration",
      `TURBO_API_KEY has ${apiKey.length} characters, so Turbo did not start. Set it to ${BOOTSTRAP_KEY_LENGTH} or more, or leave it out.`,
    );
  }
}
