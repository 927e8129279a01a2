import { type Operation, run } from "#lib/core/operation";
import { OPERATIONS } from "#lib/domain/operations";
import { inTurn, type Rounds } from "./measure.ts";
import type { Result } from "./result.ts";
import { fillPlanning } from "./seed/planning.ts";
import { type Engine, makeWorld, type World } from "./seed/worlds.ts";

/** A list among many rows may take this many times as long as among few. */
const TIMES = 1.5;
const PAGE = 50;
/** Where page 500 starts, and the page of the fewer rows that it is held against. */
const [DEPTH, SHALLOW] = [499 * PAGE, 2 * PAGE];
const NOTE = "times: against the same list among the fewer rows, in turn. Page 500 is held against their page 3.";

const LISTS: readonly [operation: string, input: object][] = [
  ["initiatives.list", { sort: "-updatedAt" }],
  ["initiatives.list", { status: "in_progress", sort: "target" }],
  ["initiatives.list", { project: "MAIN", sort: "title" }],
  ["initiatives.updates", { initiative: "I-1" }],
  ["milestones.list", { project: "MAIN", sort: "due" }],
  ["milestones.list", { sort: "-updatedAt" }],
  ["timeline.list", { from: "2026-01-01", to: "2028-12-31" }],
  ["decisions.list", { project: "MAIN", sort: "-updatedAt" }],
  ["decisions.list", { status: "accepted", sort: "-updatedAt" }],
  ["documents.list", { project: "MAIN", sort: "-updatedAt" }],
  ["documents.list", { project: "MAIN", sort: "title" }],
  ["documents.tree", { project: "MAIN" }],
  ["documents.revisions", { document: "MAIN-DOC1" }],
  ["comments.list", { on: "MAIN-DOC1" }],
  ["attachments.list", { on: "MAIN-7" }],
  ["references.list", { on: "MAIN-7" }],
  ["inbox.list", {}],
];

/** Answers without pages that must not grow with the rows either. */
const ANSWERS: readonly [operation: string, input: object][] = [
  ["decisions.for", { project: "MAIN", path: "packages/part-77/src/main.ts" }],
  ["decisions.get", { decision: "MAIN-DEC77" }],
  ["initiatives.get", { initiative: "I-77" }],
  ["milestones.get", { milestone: "MAIN-MS77" }],
  ["documents.get", { document: "MAIN-DOC1" }],
  ["documents.get_revision", { document: "MAIN-DOC1", revision: 77 }],
  ["inbox.count", {}],
];

/** The lists of the planning model among `few` and `many` rows of each kind, at the first page and deep down. */
export async function benchPlanningLists(engine: Engine, few: number, many: number, rounds: Rounds): Promise<Result[]> {
  const [small, large] = [await makeWorld(engine, few), await makeWorld(engine, many)];
  const results: Result[] = [];
  try {
    for (const world of [small, large]) await fillPlanning(world);
    const measure = async (name: string, operation: Operation, inputs: readonly [object, object]) => {
      const [one, other] = [() => run(operation, small.as(), inputs[0]), () => run(operation, large.as(), inputs[1])];
      const pair = await inTurn(one, other, rounds);
      results.push({
        group: "planning lists of 50 in process",
        name,
        engine,
        size: many,
        values: { [`ms at ${few}`]: pair.few, ms: pair.many, times: pair.times, "cpu times": pair.cpuTimes },
        limits: { times: TIMES },
        note: NOTE,
      });
    };
    for (const [name, filter] of LISTS) {
      const operation = operationOf(name);
      const label = `${name} ${Object.values(filter).join(" × ")}`;
      const input = { ...filter, limit: PAGE };
      await measure(`${label}, page 1`, operation, [input, input]);
      const cursor = await cursorAt(large, operation, filter, DEPTH);
      const before = await cursorAt(small, operation, filter, SHALLOW);
      await measure(`${label}, page 500`, operation, [
        { ...input, cursor: before },
        { ...input, cursor },
      ]);
    }
    for (const [name, input] of ANSWERS) await measure(name, operationOf(name), [input, input]);
  } finally {
    await small.close();
    await large.close();
  }
  return results;
}

function operationOf(name: string): Operation {
  const operation = OPERATIONS.find((one) => one.name === name);
  if (!operation) throw new Error(`there is no operation ${name}`);
  return operation;
}

/** The cursor after `depth` rows; where there are not as many, the last one there is. */
async function cursorAt(
  world: World,
  operation: Operation,
  filter: object,
  depth: number,
): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let done = 0; done < depth; done += 200) {
    const limit = Math.min(200, depth - done);
    const page = (await run(operation, world.as(), { ...filter, limit, cursor })) as { nextCursor: string | null };
    if (page.nextCursor === null) return cursor;
    cursor = page.nextCursor;
  }
  return cursor;
}
