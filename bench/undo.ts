import { createContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { type Operation, run } from "#lib/core/operation";
import { OPERATIONS } from "#lib/domain/operations";
import { median, type Rounds, ratio } from "./measure.ts";
import type { Result } from "./result.ts";
import { type Engine, makeWorld, type World } from "./seed/worlds.ts";

/** How many times as long as the writes themselves undoing them may take. */
const AT_MOST = 1;

/** A hundred writes of all kinds, on issues that are there. */
function hundredWrites(round: number): { operation: string; input: object }[] {
  const on = (n: number) => `MAIN-${1 + ((round * 60 + n) % 600)}`;
  const of = (count: number, make: (n: number) => { operation: string; input: object }) =>
    Array.from({ length: count }, (_, n) => make(n));
  return [
    ...of(40, (n) => ({
      operation: "issues.update",
      input: { issue: on(n), title: `Renamed ${newId()}`, estimate: 3 },
    })),
    ...of(20, (n) => ({ operation: "issues.update", input: { issue: on(n), description: `Rewritten ${newId()}` } })),
    ...of(15, (n) => ({ operation: "issues.create", input: { project: "MAIN", title: `Made ${n} ${newId()}` } })),
    ...of(15, (n) => ({ operation: "comments.create", input: { issue: on(n), body: "Said on the way." } })),
    ...of(10, (n) => ({ operation: "worklogs.create", input: { issue: on(n), minutes: 15 } })),
  ];
}

/** Undoing a hundred writes as one act, against the hundred writes one by one and against them as one batch. */
export async function benchUndo(engine: Engine, size: number, { rounds }: Rounds): Promise<Result[]> {
  const world = await makeWorld(engine, size);
  const ms: Record<"single" | "undoOfSingle" | "batch" | "undoOfBatch", number[]> = {
    single: [],
    undoOfSingle: [],
    batch: [],
    undoOfBatch: [],
  };
  try {
    for (let round = -1; round < rounds; round++) {
      const session = newId();
      const single = await spent(async () => {
        for (const { operation, input } of hundredWrites(2 * round + 2)) await call(world, operation, input, session);
      });
      const undoOfSingle = await spent(() => call(world, "events.undo", { session }));
      const items = hundredWrites(2 * round + 3);
      let request = "";
      const batch = await spent(async () => {
        request = (await call(world, "batch.run", { items })).request as string;
      });
      const undoOfBatch = await spent(() => call(world, "events.undo", { request }));
      if (round < 0) continue;
      ms.single.push(single);
      ms.undoOfSingle.push(undoOfSingle);
      ms.batch.push(batch);
      ms.undoOfBatch.push(undoOfBatch);
    }
  } finally {
    await world.close();
  }
  const result = (name: string, undo: number[], writes: number[]): Result => ({
    group: "undo of a hundred writes",
    name,
    engine,
    size,
    values: { "undo ms": median(undo), "writes ms": median(writes), times: ratio(undo, writes) },
    limits: { times: AT_MOST },
  });
  return [result("one by one", ms.undoOfSingle, ms.single), result("as one batch", ms.undoOfBatch, ms.batch)];
}

async function call(world: World, name: string, input: object, session?: string): Promise<Record<string, unknown>> {
  const { actor, database, log } = world.as();
  const ctx = createContext({ actor: { ...actor, session: session ?? null }, database, log });
  const operation = OPERATIONS.find((one) => one.name === name) as Operation;
  return (await run(operation, ctx, input)) as Record<string, unknown>;
}

async function spent(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
