import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";

const SCRIPTS = path.resolve(import.meta.dirname, "processes");
const ROOT = path.resolve(import.meta.dirname, "../..");

/** A script of ours that runs in a process of its own and speaks in lines. */
export interface Child {
  process: ChildProcess;
  /** What it wrote so far, by line. */
  lines: string[];
  /** Sends it a line. */
  say(line: string): void;
  /** Ends it as a power cut would: at once, wherever it is. */
  kill(): void;
  /** Calls back for each further line. */
  onLine(hear: (line: string) => void): void;
  errors(): string;
}

/** Scripts by name, each bundled once: read file by file, one takes three times the processor time to start. */
const bundles = new Map<string, Promise<string>>();

/** Bundles a TypeScript file of lib/testing/processes, within the repository so that it finds the packages. */
async function bundle(file: string): Promise<string> {
  const outfile = path.join(ROOT, "test-results/processes", `${path.parse(file).name}-${process.pid}.mjs`);
  await build({
    entryPoints: [path.join(SCRIPTS, file)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    sourcemap: "inline",
  });
  return outfile;
}

async function runnable(file: string): Promise<string> {
  if (!file.endsWith(".ts")) return path.resolve(SCRIPTS, file);
  const bundled = bundles.get(file) ?? bundle(file);
  bundles.set(file, bundled);
  return bundled;
}

/** Starts a file of lib/testing/processes (or any path to JavaScript) and waits until it says "ready". */
export async function startScript(
  file: string,
  args: readonly string[],
  { waits = true, env = {} }: { waits?: boolean; env?: Record<string, string> } = {},
): Promise<Child> {
  const started = spawn(process.execPath, [await runnable(file), ...args], {
    cwd: ROOT,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  const lines: string[] = [];
  const hearing = new Set<(line: string) => void>();
  let errors = "";
  started.stderr.on("data", (text) => {
    errors += text;
  });
  started.stdin.on("error", () => undefined);
  const child: Child = {
    process: started,
    lines,
    say: (line) => void started.stdin.write(`${line}\n`),
    kill: () => void started.kill("SIGKILL"),
    onLine: (hear) => void hearing.add(hear),
    errors: () => errors,
  };
  const ready = new Promise<void>((resolve, reject) => {
    createInterface({ input: started.stdout }).on("line", (line) => {
      lines.push(line);
      if (line === "ready") resolve();
      for (const hear of hearing) hear(line);
    });
    started.once("exit", (code) => reject(new Error(`${file} ended with ${code} before it was ready: ${errors}`)));
  });
  ready.catch(() => undefined);
  if (waits) await ready;
  return child;
}

/** Waits for the end of a child: its exit code (null when killed) and what it wrote to stderr. */
export async function exited(child: Child): Promise<{ code: number | null; errors: string }> {
  if (child.process.exitCode === null && child.process.signalCode === null) await once(child.process, "close");
  return { code: child.process.exitCode, errors: child.errors() };
}
