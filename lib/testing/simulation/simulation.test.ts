import pino from "pino";
import { afterEach, expect, test } from "vitest";
import { createContext } from "#lib/core/context";
import { connect } from "#lib/db/connect";
import { type Engine, makeWorld, type World } from "../world.ts";
import { type Server, simulate } from "./simulate.ts";

const PLAN = { agents: { good: 1, slow: 1, dying: 2, greedy: 1, confused: 1 }, arrivals: 7, seed: 5 };

let world: World;
afterEach(() => world.close());

/** A second server on the same database, as its own process would have it. */
function anotherServer({ url }: World): { server: Server; close(): Promise<void> } {
  const database = connect({ url, durability: "normal", poolSize: 5 });
  const log = pino({ level: "silent" });
  return { server: (actor) => createContext({ actor, database, log }), close: () => database.close() };
}

async function simulated(engine: Engine, servers: 1 | 2, days: number) {
  world = await makeWorld(engine);
  const other = servers === 2 ? anotherServer(world) : null;
  try {
    return await simulate(world, [world.as, ...(other ? [other.server] : [])], { ...PLAN, days });
  } finally {
    await other?.close();
  }
}

test.each([
  ["sqlite", 1, 30],
  ["postgres", 2, 5],
] as const)(
  "Six agents on %s with %i server(s) for %i days: no two hold one issue, nothing acknowledged is lost, nothing starves.",
  async (engine, servers, days) => {
    const outcome = await simulated(engine, servers, days);
    expect(outcome).toMatchObject({ collisions: 0, late: 0, lost: 0, doubled: 0, silent: 0 });
    // What the agents are there for did happen.
    expect(outcome.lapsed).toBeGreaterThan(3);
    expect(outcome.refused).toBeGreaterThan(30);
    expect(outcome.reverted).toBeGreaterThan(0);
    expect(outcome.done).toBeGreaterThan(outcome.filed / 2);
    // Six can do more than is filed, so whatever is ready is soon served, whatever its priority.
    expect(outcome.oldest).toBeLessThan(7);
    expect(outcome.longest).toBeLessThan(7);
  },
  120_000,
);
