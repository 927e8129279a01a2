import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "#lib/testing/free-port";
import { childrenCpu } from "./doors/process-stats.ts";
import { type Server, startServer } from "./doors/server.ts";
import { median, type Rounds, ratio } from "./measure.ts";
import type { Result } from "./result.ts";
import { makeWorld } from "./seed/worlds.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const BUILT = path.join(ROOT, process.env.TURBO_DIST_DIR || ".next", "standalone");
const NOTE = "processor time of the whole process, against `node -e 0` and `curl` of the same request right before.";
/** Times the processor time of `node -e 0`, and of curl. */
const LIMITS = { version: { "times node": 1.6 }, list: { "times node": 4.5, "times curl": 20 } };

interface Command {
  file: string;
  args: string[];
}

const MEASURED = [ROOT, BUILT].flatMap((root): [name: string, command: Command, limits: Record<string, number>][] => {
  const turbo = (...args: string[]) => ({ file: process.execPath, args: [path.join(root, "bin/turbo.mjs"), ...args] });
  const where = root === ROOT ? "clone" : "built";
  return [
    [`turbo --version, ${where}`, turbo("--version"), LIMITS.version],
    [`turbo issues list, ${where}`, turbo("issues", "list", "--project", "MAIN"), LIMITS.list],
  ];
});

/** The command line's start and a list, from the clone and from the built folder, against Node.js alone and curl. */
export async function benchCommandLine(size: number, rounds: Rounds): Promise<Result[]> {
  const world = await makeWorld("sqlite", size);
  await world.close();
  const server = await startServer(world.url, await freePort());
  const cwd = mkdtempSync(path.join(tmpdir(), "turbo-bench-cli-"));
  try {
    const results: Result[] = [];
    for (const [name, command, limits] of MEASURED) {
      const values = againstNode(command, server, cwd, rounds);
      results.push({
        group: "command line",
        name,
        engine: "sqlite",
        size,
        values,
        limits,
        note: NOTE,
      });
    }
    return results;
  } finally {
    await server.stop();
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** Medians of the rounds; in each round every command is started `calls` times in turn. */
function againstNode(
  command: Command,
  { url, key }: Server,
  cwd: string,
  { rounds, calls }: Rounds,
): Record<string, number> {
  const node = { file: process.execPath, args: ["-e", "0"] };
  const curl = { file: "curl", args: ["-sSf", "-H", `X-API-Key: ${key}`, `${url}/api/v1/issues?project=MAIN`] };
  const env = { ...process.env, TURBO_URL: url, TURBO_API_KEY: key };
  const told: Record<"own" | "node" | "curl", number[]> = { own: [], node: [], curl: [] };
  for (let round = -1; round < rounds; round++) {
    const spent = { own: 0, node: 0, curl: 0 };
    for (let call = 0; call < calls; call++) {
      spent.node += cpuOfRun(node, cwd, env);
      spent.curl += cpuOfRun(curl, cwd, env);
      spent.own += cpuOfRun(command, cwd, env);
    }
    if (round < 0) continue;
    for (const what of ["own", "node", "curl"] as const) told[what].push(spent[what] / calls);
  }
  return {
    "cpu ms": median(told.own),
    "node cpu ms": median(told.node),
    "curl cpu ms": median(told.curl),
    "times node": ratio(told.own, told.node),
    "times curl": ratio(told.own, told.curl),
  };
}

function cpuOfRun({ file, args }: Command, cwd: string, env: NodeJS.ProcessEnv): number {
  const before = childrenCpu();
  const { status, stderr } = spawnSync(file, args, { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${status}:\n${stderr}`);
  return childrenCpu() - before;
}
