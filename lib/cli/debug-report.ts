import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Config, readConfig } from "#lib/core/config";
import { secretHider } from "#lib/core/hide-secrets";
import { secretsOf } from "#lib/core/process-log";
import { settingLines } from "#lib/core/setting-lines";
import { sentenceOf } from "./check.ts";
import { diagnose } from "./diagnose.ts";
import { ask, textOf } from "./http.ts";
import { readLog } from "./log-files.ts";
import { writeNew } from "./logs.ts";
import { turboRoot, turboVersion } from "./place.ts";
import { runningServer } from "./server-file.ts";
import type { Spec } from "./spec.ts";

/** Lines of the log that a report holds, at most. */
const LOG_LINES = 300;

/** Writes what others need to know of this Turbo to help, without a secret. */
export async function writeDebugReport(output: string, specs: readonly Spec[]): Promise<string> {
  const report = await debugReport(specs);
  writeNew(output, report);
  return `${output} holds the report, without keys and passwords. It names paths, titles and addresses: read it before you send it.`;
}

async function debugReport(specs: readonly Spec[]): Promise<string> {
  const settings = readSettings();
  const report = {
    madeAt: new Date().toISOString(),
    turbo: turboVersion(),
    machine: {
      node: process.versions.node,
      system: `${os.type()} ${os.release()} ${os.arch()}`,
      processors: os.availableParallelism(),
      memoryMb: Math.floor(os.totalmem() / 1_048_576),
    },
    packages: packageVersions(),
    checks: await diagnose(undefined, specs, "."),
    settings: "problem" in settings ? settings : settingLines(settings.origins),
    variables: Object.keys(process.env).filter((name) => /^(TURBO|TBCV|DATABASE|NEXT|NODE|OTEL|SENTRY)_/.test(name)),
    server: "problem" in settings ? null : await serverStatus(settings.config),
    log:
      "problem" in settings || !settings.config.log.file ? [] : readLog(settings.config.log.file, {}, LOG_LINES).lines,
  };
  const secrets = "problem" in settings ? [] : [...secretsOf(settings.config), ...databasePassword(settings.config)];
  return `${secretHider(secrets)(JSON.stringify(report, null, 2))}\n`;
}

function readSettings(): ReturnType<typeof readConfig> | { problem: string } {
  try {
    return readConfig({ cwd: process.cwd(), env: process.env });
  } catch (error) {
    return { problem: sentenceOf(error) };
  }
}

function databasePassword({ database }: Config): string[] {
  if (!URL.canParse(database.url)) return [];
  const { password } = new URL(database.url);
  return [password, decodeURIComponent(password)];
}

/** The packages that matter, as they are installed; none in a copy that has none. */
function packageVersions(): Record<string, string> {
  const names = ["next", "react", "@prisma/client", "better-sqlite3", "pg", "pino"];
  return Object.fromEntries(
    names.flatMap((name) => {
      const file = path.join(turboRoot(), "node_modules", name, "package.json");
      return existsSync(file) ? [[name, String(JSON.parse(readFileSync(file, "utf8")).version)]] : [];
    }),
  );
}

/** What the running server says of itself; null where none runs. */
async function serverStatus({ dataDirectory }: Config): Promise<unknown> {
  const running = await runningServer(dataDirectory);
  if (!running) return null;
  try {
    const answer = await ask(`${running.url}/admin/status`, {
      headers: { "x-api-key": running.token || (process.env.TURBO_API_KEY ?? "") },
      patience: 15_000,
    });
    return JSON.parse(await textOf(answer));
  } catch (error) {
    return { problem: sentenceOf(error) };
  }
}
