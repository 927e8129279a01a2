import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Config } from "#lib/core/config";
import { turboRoot } from "./place.ts";
import { type StartOptions, startConfig } from "./start-options.ts";

/** The last line of the banner. */
const BANNER_END = /^Ctrl\+C ends it\..*$/m;
/** Characters of the log that are shown where it did not start. */
const SHOWN = 4000;

/** Starts Turbo in the background, prints its banner once it answers, and leaves it; answers the exit code. */
export async function startDetached(options: StartOptions, print: (text: string) => void): Promise<number> {
  const config = startConfig(options);
  const log = logFileOf(config);
  mkdirSync(path.dirname(log), { recursive: true, mode: 0o700 });
  const output = openSync(log, "a", 0o640);
  const before = statSync(log).size;
  const launcher = spawn(
    process.execPath,
    [...process.execArgv, path.join(turboRoot(), "bin/turbo.mjs"), "start", ...argumentsOf(options)],
    { detached: true, stdio: ["ignore", "pipe", output] },
  );
  closeSync(output);
  let said = "";
  const running = new Promise<null>((resolve) => {
    launcher.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (BANNER_END.test(said)) resolve(null);
    });
  });
  const ended = once(launcher, "exit").then(([exit]) => Number(exit ?? 1));
  const code = await Promise.race([running, ended]);
  launcher.stdout?.destroy();
  launcher.unref();
  if (code !== null) {
    process.stderr.write(readFileSync(log).subarray(before).toString("utf8").slice(-SHOWN));
    return code || 1;
  }
  print(said.replace(BANNER_END, `It runs in the background and logs to ${log}. \`turbo stop\` ends it.`).trimEnd());
  return 0;
}

/** Where a Turbo in the background logs. */
function logFileOf({ log, dataDirectory }: Config): string {
  return log.file ?? path.join(dataDirectory, "turbo.log");
}

function argumentsOf({ port, apiPort, webPort, host, logLevel, debug, dev, open, backup }: StartOptions): string[] {
  const named = Object.entries({ port: port ?? webPort ?? apiPort, host, "log-level": logLevel });
  return [
    ...named.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value])),
    ...(debug ? ["--debug"] : []),
    ...(dev ? ["--dev"] : []),
    ...(open === false ? ["--no-open"] : []),
    ...(backup === false ? ["--no-backup"] : []),
  ];
}
