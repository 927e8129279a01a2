import { existsSync, statfsSync, statSync } from "node:fs";
import path from "node:path";
import { type Config, readConfig } from "#lib/core/config";
import { CONFIG_KEYS, type ConfigKey } from "#lib/core/config-keys";
import { TurboError } from "#lib/core/errors";
import { rotatedFiles } from "#lib/core/rotating-file";
import { type Check, checksOf, sentenceOf } from "./check.ts";
import { checkTelemetry } from "./check-telemetry.ts";
import { requireFreePort } from "./free-port.ts";
import { ask, textOf } from "./http.ts";
import { turboVersion } from "./place.ts";
import { portHolder } from "./port-holder.ts";
import { type RunningServer, runningServer } from "./server-file.ts";

const { ok, warn, wrong } = checksOf("system");
const MB = 1024 * 1024;

/** Node.js, memory, disk, settings, modes of files, port and server. */
export async function checkSystem(): Promise<Check[]> {
  const settings = checkSettings();
  const first = [checkNode(), checkMemory(), ...settings.checks];
  if (!settings.config) return first;
  const { config } = settings;
  const running = await runningServer(config.dataDirectory);
  return [
    ...first,
    checkDisk(config),
    ...checkModes(config),
    checkLog(config),
    ...(await checkTelemetry(config)),
    await checkServer(running),
    ...(running ? [] : [await checkPort(config)]),
  ];
}

function checkNode(): Check {
  const { node, napi } = process.versions;
  const said = `${node}, and Turbo ${turboVersion()}`;
  if (Number(napi) >= 10) return ok("Node.js", said);
  return wrong("Node.js", said, "Install Node.js 22.14 or later.");
}

function checkMemory(): Check {
  const free = Math.floor(process.availableMemory() / MB);
  const limit = process.constrainedMemory();
  const said = `${free} MB available${limit > 0 && limit < 2 ** 52 ? ` of ${Math.floor(limit / MB)} MB` : ""}`;
  if (free >= 300) return ok("memory", said);
  return warn("memory", said, "Turbo takes some 300 MB while it is busy. End what else runs, or give it more.");
}

/** What is set, and where two variables say different things about one setting. */
function checkSettings(): { config: Config | null; checks: Check[] } {
  try {
    const { config, origins, notices } = readConfig({ cwd: process.cwd(), env: process.env });
    const won = origins.flatMap(({ name, origin }) => {
      const declared: ConfigKey = CONFIG_KEYS[name];
      const others = declared.env.filter((variable) => process.env[variable] && variable !== origin);
      if (others.length === 0) return [];
      return warn("settings", `${origin} wins over ${others.join(", ")}.`, "Unset all but one.");
    });
    const told = notices.map((notice) =>
      warn("settings", notice, "`turbo.example.toml` and docs/settings.md have the names that are read."),
    );
    const from = existsSync(path.join(config.home, "turbo.toml"))
      ? path.join(config.home, "turbo.toml")
      : "no turbo.toml";
    const set = origins.filter(({ origin }) => origin !== "default").length;
    return { config, checks: [ok("settings", `${set} set, the rest by default; ${from}`), ...won, ...told] };
  } catch (error) {
    if (!(error instanceof TurboError)) throw error;
    return {
      config: null,
      checks: [wrong("settings", error.message, "Correct it; `turbo config validate` tries again.")],
    };
  }
}

function checkDisk({ dataDirectory }: Config): Check {
  const { bavail, bsize } = statfsSync(nearest(dataDirectory));
  const free = Math.floor((bavail * bsize) / MB);
  const said = `${free} MB free where ${dataDirectory} lies`;
  if (free >= 1024) return ok("disk", said);
  const next = "Make room: a full disk refuses every write.";
  return free >= 100 ? warn("disk", said, next) : wrong("disk", said, next);
}

const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(path.dirname(folder)));

/** What only its owner may read, as far as it is there. */
function checkModes({ home, dataDirectory, database, log }: Config): Check[] {
  if (process.platform === "win32") return [];
  const file = database.url.startsWith("file:") ? database.url.slice("file:".length).replace(/\?.*$/, "") : null;
  const most: [file: string, mode: number][] = [
    [dataDirectory, 0o700],
    ...["server.json", "agent.key", "cli.key"].map((name): [string, number] => [path.join(dataDirectory, name), 0o600]),
    [path.join(home, "turbo.toml"), 0o600],
    ...(file ? ["", "-wal", "-shm"].map((end): [string, number] => [file + end, 0o600]) : []),
    ...(log.file ? rotatedFiles(log.file).map((name): [string, number] => [name, 0o640]) : []),
  ];
  const wide = most.flatMap(([name, mode]) => {
    const is = statSync(name, { throwIfNoEntry: false })?.mode;
    if (is === undefined || (is & 0o777 & ~mode) === 0) return [];
    const said = `${name} is open to others (${(is & 0o777).toString(8)})`;
    return wrong("modes", said, `chmod ${mode.toString(8)} '${name.replaceAll("'", `'\\''`)}'`);
  });
  return wide.length > 0 ? wide : [ok("modes", "data, keys and settings are their owner's alone")];
}

function checkLog({ log }: Config): Check {
  if (!log.file) return ok("log", "on standard error only");
  const sizes = rotatedFiles(log.file).flatMap((name) => statSync(name, { throwIfNoEntry: false })?.size ?? []);
  const mb = sizes.reduce((sum, size) => sum + size, 0) / MB;
  return ok("log", `${log.file.file}, ${mb.toFixed(1)} MB with what was put aside, level ${log.level}`);
}

async function checkServer(running: RunningServer | null): Promise<Check> {
  if (!running) return warn("server", "does not run here", "`turbo start` starts it.");
  const said = `${running.url}, process ${running.pid}`;
  try {
    const answer = await ask(`${running.url}/health/ready`, { patience: 15_000 });
    const { checks } = JSON.parse(await textOf(answer)) as { checks: Record<string, { ok: boolean; detail: string }> };
    const bad = Object.entries(checks).filter(([, check]) => !check.ok);
    if (bad.length === 0) return ok("server", said);
    const why = bad.map(([name, { detail }]) => `${name}: ${detail}`).join(" ");
    return wrong("server", `${said}, is not ready. ${why}`, "`turbo logs --level warn` has the cause.");
  } catch (error) {
    return wrong("server", `${said}: ${sentenceOf(error)}`, "`turbo stop`, then `turbo start`.");
  }
}

async function checkPort({ server }: Config): Promise<Check> {
  try {
    await requireFreePort(server.host, server.port);
    return ok("port", `${server.port} on ${server.host} is free`);
  } catch (error) {
    const holder = portHolder(server.port);
    const next = holder ? `End ${holder}, or start with another port.` : "Start with another port.";
    return wrong("port", sentenceOf(error), next);
  }
}
