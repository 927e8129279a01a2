import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { freePort } from "#lib/testing/free-port";
import { type Asked, measuredCalls, NOBODY } from "../doors/calls.ts";
import { keepAliveClient } from "../doors/client.ts";
import { startFloor } from "../doors/floor-server.ts";
import { cpuOf } from "../doors/process-stats.ts";
import { startServer } from "../doors/server.ts";
import { wayInto } from "../doors/way-into.ts";
import { makeWorld, removeWorlds } from "../seed/worlds.ts";
import { countStatements, statementsSoFar } from "./count-statements.ts";
import { type Amounts, type CpuProfile, type HeapProfile, spentMemory, spentTime } from "./cpu-profile.ts";
import { type Inspector, inspect } from "./inspector.ts";
import { sourcePlaces } from "./source-places.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Microseconds between two looks at what the server does, and bytes between two at what it allocates. */
const SAMPLING = { time: 250, memory: 8192 };
const CLIENTS = 4;
const HELP = `npm run bench:profile -- CALLS [OPTIONS]
  CALLS           With commas between: ${Object.keys(measuredCalls(NOBODY)).join(", ")}
  --base          What the call is held against instead, mostly the floor's.
  --calls N       Calls of each step, 300 where it is not said.
  --issues N      Issues in the database, 1,000 where it is not said.
  --top N         Functions that are listed, 25 where it is not said.
`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: "boolean", default: false },
    calls: { type: "string", default: "300" },
    issues: { type: "string", default: "1000" },
    top: { type: "string", default: "25" },
  },
});

async function main(): Promise<number> {
  const names = positionals.join(" ").split(/\s*,\s*/);
  const known = measuredCalls(NOBODY);
  if (!names.every((name) => name in known)) {
    process.stderr.write(HELP);
    return 2;
  }
  const world = await makeWorld("sqlite", Number(options.issues));
  await world.close();
  const turbo = await startServer(world.url, await freePort());
  const floor = options.base ? await startFloor(world.url) : null;
  try {
    const calls = measuredCalls(await wayInto(turbo));
    for (const name of names) {
      const asked = options.base ? calls[name]?.base : calls[name]?.own;
      const server = asked?.of === "floor" ? floor : turbo;
      if (!asked || !server) throw new Error(`${name} has nothing to profile`);
      const title = `${name}${options.base ? `, what it is held against (${asked.of})` : ""}`;
      const dist = path.join(ROOT, asked.of === "floor" ? ".next-floor" : process.env.TURBO_DIST_DIR || ".next");
      await profile(title, server, asked, dist);
    }
  } finally {
    await floor?.stop();
    await turbo.stop();
  }
  return 0;
}

async function profile(
  title: string,
  { url, pid }: { url: string; pid: number },
  { call }: Asked,
  dist: string,
): Promise<void> {
  const calls = Number(options.calls);
  const client = keepAliveClient(url, CLIENTS);
  let n = 0;
  const many = async (count = calls) => {
    await client.sendMany(call, n, count);
    n += count;
  };
  await many(2 * calls);
  const [before, mainBefore] = [cpuOf(pid), mainThreadOf(pid)];
  await many();
  const [cpu, main] = [(cpuOf(pid) - before) / calls, (mainThreadOf(pid) - mainBefore) / calls];
  const bytes = (await client.send(call(n++))).text.length;

  const placeOf = sourcePlaces(ROOT, dist);
  const inspector = await inspect(pid);
  try {
    const time = spentTime(await cpuProfile(inspector, many), SAMPLING.time, placeOf);
    const memory = spentMemory(await heapProfile(inspector, many), placeOf);
    await countStatements(inspector, standaloneOf(dist));
    await many(10);
    const statements = Object.entries(await statementsSoFar(inspector));
    const sampled = sum(time.groups);
    const gc = time.groups.find(([group]) => group === "garbage collection")?.[1] ?? 0;
    say(
      `${title}: ${calls} calls after ${2 * calls} to warm up, ${Number(options.issues).toLocaleString("en")} issues`,
    );
    say(
      `  ${cpu.toFixed(2)} ms of processor time per call, ${main.toFixed(2)} of them on the main thread; ` +
        `${bytes.toLocaleString("en")} characters answered; ${(sum(memory.groups) / calls / 1024).toFixed(0)} KB allocated; ` +
        `garbage collection ${((100 * gc) / sampled).toFixed(1)} % of the main thread and ` +
        `${(sum(statements) / 10).toFixed(1)} statements per call`,
    );
    // The profiler itself takes time: what it saw is told as shares of what a call takes without it.
    const micros = (amounts: Amounts): Amounts => scaled(amounts, (1000 * main) / sampled);
    const kilobytes = (amounts: Amounts): Amounts => scaled(amounts, 1 / calls / 1024);
    table("µs per call of the main thread, by part, itself", micros(time.groups));
    table("µs per call of the main thread, by function, itself", micros(time.functions));
    table("µs per call of the main thread, by Turbo's functions with what they call", micros(time.own));
    table("KB allocated per call, by part", kilobytes(memory.groups));
    table("KB allocated per call, by function", kilobytes(memory.functions));
    table(
      "Statements per call",
      statements.map(([sql, count]): Amounts[number] => [sql.replaceAll(/\s+/g, " ").slice(0, 300), count / 10]),
    );
  } finally {
    // A server does not end as long as somebody inspects it.
    inspector.close();
    client.close();
  }
}

async function cpuProfile(inspector: Inspector, many: () => Promise<void>): Promise<CpuProfile> {
  await inspector.ask("Profiler.enable");
  await inspector.ask("Profiler.setSamplingInterval", { interval: SAMPLING.time });
  await inspector.ask("Profiler.start");
  await many();
  const { profile: found } = await inspector.ask<{ profile: CpuProfile }>("Profiler.stop");
  return found;
}

/** What is allocated, whether or not it is still there. */
async function heapProfile(inspector: Inspector, many: () => Promise<void>): Promise<HeapProfile> {
  await inspector.ask("HeapProfiler.startSampling", {
    samplingInterval: SAMPLING.memory,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await many();
  const { profile: found } = await inspector.ask<{ profile: HeapProfile }>("HeapProfiler.stopSampling");
  return found;
}

function standaloneOf(dist: string): string {
  return path.join(dist, "standalone", dist.endsWith(".next-floor") ? "bench/floor" : "");
}

/** CPU time of a process's main thread, in milliseconds. */
function mainThreadOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
}

function sum(amounts: Amounts): number {
  return amounts.reduce((all, [, amount]) => all + amount, 0);
}

function scaled(amounts: Amounts, by: number): Amounts {
  return amounts.map(([what, amount]) => [what, amount * by]);
}

function table(title: string, amounts: Amounts): void {
  const all = sum(amounts);
  say(`\n  ${title} (together ${all.toFixed(all < 10 ? 2 : 0)})`);
  for (const [what, amount] of amounts.slice(0, Number(options.top)))
    say(`  ${amount.toFixed(amount < 10 ? 2 : 1).padStart(9)}  ${what}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await main();
} finally {
  await removeWorlds();
}
