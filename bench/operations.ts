import path from "node:path";
import { type Operation, run } from "#lib/core/operation";
import { readTemplates } from "#lib/core/read-templates";
import { OPERATIONS } from "#lib/domain/operations";
import { settleTemplates } from "#lib/domain/templates/template-source";
import { FULLEST_WRITES } from "#lib/testing/fullest/writes";
import { median, type Rounds, ratio } from "./measure.ts";
import type { Result } from "./result.ts";
import { SCENARIOS, type Scenario, type Stagehand } from "./scenarios.ts";
import { type Engine, makeWorld, type World } from "./seed/worlds.ts";
import { countStatements, openPlayer, type Player, type Taped, taping } from "./tape.ts";

const NOTE = "floor: the plain driver sends the very same statements to a copy of the database, prepared once.";

interface Stage {
  world: World;
  player: Player;
}

/** Performs an operation and then says its statements again on the copy, so that both databases stay the same. */
async function perform(stage: Stage, operation: Operation, input: unknown) {
  let output: unknown;
  let start = 0;
  let ms = 0;
  const taped: Taped[] = await taping(async () => {
    start = performance.now();
    output = await run(operation, stage.world.as(), input);
    ms = performance.now() - start;
  });
  start = performance.now();
  await stage.player.play(taped);
  return { output, ms, floor: performance.now() - start, statements: countStatements(taped) };
}

/** Every operation in process, with its statements, against the plain driver. */
export async function benchOperations(engine: Engine, size: number, { rounds, calls }: Rounds): Promise<Result[]> {
  const bundled = path.resolve(import.meta.dirname, "../templates");
  settleTemplates(() => readTemplates({ bundled, own: bundled }));
  const world = await makeWorld(engine, size);
  const copy = await makeWorld(engine, size);
  await copy.close();
  const stage = { world, player: await openPlayer(copy) };
  const results: Result[] = [];
  await world.database.write(async () => undefined); // opens the writing connection
  try {
    for (const operation of OPERATIONS) {
      const values = await benchOperation(stage, operation, SCENARIOS[operation.name], { rounds, calls });
      results.push({ group: "operations in process", name: operation.name, engine, size, values, note: NOTE });
    }
    for (const [name, write] of Object.entries(FULLEST_WRITES)) {
      const scenario: Scenario = ({ call }) => write.input(call);
      const values = await benchOperation(stage, operationOf(write.operation), scenario, { rounds, calls });
      results.push({ group: "writes with everything in their input", name, engine, size, values, note: NOTE });
    }
  } finally {
    await stage.player.close();
    await world.close();
  }
  return results;
}

async function benchOperation(
  stage: Stage,
  operation: Operation,
  scenario: Scenario | undefined,
  { rounds, calls }: Rounds,
): Promise<Result["values"]> {
  if (!scenario) throw new Error(`${operation.name} has no scenario in bench/scenarios.ts`);
  const hand = stagehand(stage);
  const all: { ms: number[]; floor: number[] } = { ms: [], floor: [] };
  let statements = 0;
  for (let round = -1; round < rounds; round++) {
    const own: typeof all = { ms: [], floor: [] };
    for (let turn = 0; turn < calls; turn++) {
      const input = await scenario(hand, (round + 1) * calls + turn);
      const done = await perform(stage, operation, input);
      own.ms.push(done.ms);
      own.floor.push(done.floor);
      statements = Math.max(statements, done.statements);
    }
    if (round < 0) continue;
    all.ms.push(median(own.ms));
    all.floor.push(median(own.floor));
  }
  return { ms: median(all.ms), "floor ms": median(all.floor), times: ratio(all.ms, all.floor), statements };
}

function operationOf(name: string): Operation {
  const operation = OPERATIONS.find((one) => one.name === name);
  if (!operation) throw new Error(`there is no operation ${name}`);
  return operation;
}

function stagehand(stage: Stage): Stagehand {
  return {
    me: stage.world.as().actor.user.id,
    async call(name, input) {
      return (await perform(stage, operationOf(name), input)).output as Record<string, unknown>;
    },
    async write(work) {
      await stage.player.play(await taping(() => stage.world.database.write(work)));
    },
  };
}
