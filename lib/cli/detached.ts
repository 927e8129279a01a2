import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { turboRoot } from "./place.ts";
import { type StartOptions, startConfig } from "./start-options.ts";

/** The last line of the banner. */
const BANNER_END = /^Ctrl\+C ends it\..*$/m;
/** Characters of the log that are shown where it did not start. */
const SHOWN = 4000;

/** Starts Turbo in the background, prints its banner once it answers, and leaves it; answers the exit code. */
export async function startDetached(options: StartOptions, print: (text: string) => void): Promise<number> {
  const config = startConfig(options);
  const { file } = config.log;
  const folder = file ? path.dirname(file.file) : path.join(config.dataDirectory, "logs");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // What is said before there is a log, and where none is kept.
  const early = path.join(folder, "start.log");
  const output = openSync(early, "w", 0o640);
  const launcher = spawn(
    process.execPath,
    [...process.execArgv, path.join(turboRoot(), "bin/turbo.mjs"), "start", ...argumentsOf(options)],
    { detached: true, stdio: ["ignore", "pipe", output], env: { ...process.env, TURBO_DETACHED: "true" } },
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
    process.stderr.write(readFileSync(early, "utf8").slice(-SHOWN));
    return code || 1;
  }
  const log = file?.file ?? early;
  print(said.replace(BANNER_END, `It runs in the background and logs to ${log}. \`turbo stop\` ends it.`).trimEnd());
  return 0;
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
