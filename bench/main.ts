import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { benchCommandLine } from "./command-line.ts";
import { benchDoors } from "./doors/doors.ts";
import { benchStart } from "./doors/start.ts";
import { benchLists } from "./lists.ts";
import { benchOperations } from "./operations.ts";
import { benchPlanningLists } from "./planning-lists.ts";
import { benchQueue } from "./queue.ts";
import { report, reportMissed } from "./report.ts";
import type { Result } from "./result.ts";
import { benchSearches } from "./searches.ts";
import { type Engine, removeWorlds } from "./seed/worlds.ts";
import { benchUndo } from "./undo.ts";
import { benchValidation } from "./validation.ts";

const HELP = `npm run bench [-- OPTIONS]
  --check           Ends with exit code 1 when a limit is missed.
  --long            Also every operation and undo, among 1,000 and 100,000 issues.
  --engine ENGINE   Only sqlite or postgres.
  --only PARTS      Only these, with commas between: operations, undo, lists, planning, queue, search, doors, start, cli, validation.
`;

const { values: options } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    long: { type: "boolean", default: false },
    engine: { type: "string" },
    only: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const FEW = 1_000;
const SOME = 10_000;
const MANY = 100_000;
/** What holds no limit is measured only where that is asked for. */
const LONG = ["operations", "undo"];
const SIZES = options.long ? [FEW, MANY] : [FEW];
const rounds = 5;

const PARTS: Record<string, (engine: Engine) => Promise<Result[]>> = {
  operations: (engine) => each(SIZES, (size) => benchOperations(engine, size, { rounds: 3, calls: 5 })),
  undo: (engine) => each(SIZES, (size) => benchUndo(engine, size, { rounds, calls: 1 })),
  lists: (engine) => benchLists(engine, FEW, MANY, { rounds, calls: 15 }),
  planning: (engine) => benchPlanningLists(engine, FEW, MANY, { rounds, calls: 15 }),
  queue: (engine) => benchQueue(engine, SOME, MANY, { rounds, calls: 15 }),
  search: (engine) => benchSearches(engine, MANY, { rounds, calls: 40 }),
  doors: (engine) => benchDoors(engine, [FEW, MANY], { rounds, calls: 100 }),
  start: (engine) => benchStart(engine, MANY, { rounds, calls: 1 }),
  // What the engine takes is the server's time, not the command's.
  cli: async (engine) => (engine === "sqlite" ? benchCommandLine(FEW, { rounds, calls: 10 }) : []),
  // No database takes part.
  validation: async (engine) => (engine === "sqlite" ? benchValidation({ rounds, calls: 1 }) : []),
};

async function each<T>(items: readonly T[], work: (item: T) => Promise<Result[]>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(...(await work(item)));
  return results;
}

async function main(): Promise<number> {
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const engines = (["sqlite", "postgres"] as const).filter((engine) => (options.engine ?? engine) === engine);
  const parts = Object.keys(PARTS).filter(
    (part) => options.only?.split(",").includes(part) ?? (options.long || !LONG.includes(part)),
  );
  if (engines.length === 0 || parts.length === 0) {
    process.stderr.write(HELP);
    return 2;
  }
  const results: Result[] = [];
  for (const engine of engines) {
    for (const part of parts) {
      process.stderr.write(`Measuring ${part} on ${engine}.\n`);
      const own = (await PARTS[part]?.(engine)) ?? [];
      results.push(...own);
      process.stdout.write(`${report(own)}\n\n`);
    }
  }
  keep(results);
  const missed = reportMissed(results);
  process.stdout.write(missed ? `${missed}\n` : "Every limit was kept.\n");
  return missed && options.check ? 1 : 0;
}

/** Keeps the results as JSON, to compare with later. */
function keep(results: readonly Result[]): void {
  const at = new Date().toISOString();
  const folder = path.join(import.meta.dirname, "results");
  const machine = { cpus: os.cpus().length, model: os.cpus()[0]?.model, node: process.version, load: os.loadavg() };
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${at.replaceAll(":", "-")}.json`);
  writeFileSync(file, `${JSON.stringify({ at, machine, results }, null, 2)}\n`);
  process.stdout.write(`Results: ${path.relative(process.cwd(), file)}\n`);
}

try {
  process.exitCode = await main();
} finally {
  await removeWorlds();
}
