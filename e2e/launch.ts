import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

/** The built product that the journeys run: TURBO_BUILD, or what `npm test` has built. */
export const BUILD = path.resolve(
  process.env.TURBO_BUILD ?? path.join(import.meta.dirname, "../.next-test/standalone"),
);

export interface Launched {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves with the exit code (or the signal's name) once it ended. */
  ended: Promise<number | string>;
}

interface LaunchOptions {
  cwd: string;
  env?: Record<string, string | undefined>;
  input?: string | Buffer;
  build?: string;
  /** Another script than the launcher, like `server.js`. */
  script?: string;
}

/** Starts the product's launcher with a clean environment. */
export function launch(args: readonly string[], options: LaunchOptions): Launched {
  const script = path.join(options.build ?? BUILD, options.script ?? "bin/turbo.mjs");
  const child = spawn(process.execPath, [script, ...args], {
    cwd: options.cwd,
    env: { ...cleanEnvironment(), ...options.env } as NodeJS.ProcessEnv,
    stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  if (options.input !== undefined) child.stdin?.end(options.input);
  const said = { stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    said.stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    said.stderr += text;
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  return { child, stdout: () => said.stdout, stderr: () => said.stderr, ended };
}

export interface Answer {
  code: number | string;
  stdout: string;
  stderr: string;
}

/** Runs the launcher to its end. */
export async function turbo(args: readonly string[], options: LaunchOptions): Promise<Answer> {
  const launched = launch(args, options);
  const code = await launched.ended;
  return { code, stdout: launched.stdout(), stderr: launched.stderr() };
}

/** The environment without anything that would configure Turbo. */
export function cleanEnvironment(): Record<string, string | undefined> {
  const ours = /^(TURBO_|NEXTAUTH_|DATABASE_URL|PORT$|HOSTNAME$|LOG_|NODE_ENV$|FORCE_COLOR$|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
