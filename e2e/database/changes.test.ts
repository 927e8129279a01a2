import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { listChanges } from "#lib/domain/events/list-changes";
import { createProject } from "#lib/domain/projects/create-project";
import { ENGINES, makeWorld, type World } from "#lib/testing/world";
import { letGo, startWriter } from "./writers.ts";

const HALF = 500;

/** Polls for changes without a pause until told that the writing is over and nothing more came. */
async function follow(world: World, since: number, over: () => boolean): Promise<{ number: number; key: string }[]> {
  const seen: { number: number; key: string }[] = [];
  for (let from = since; ; ) {
    const ending = over();
    const { items, last } = await run(listChanges, world.as(), { since: from, limit: 200 });
    seen.push(...items.map((event) => ({ number: event.number, key: event.changes[0]?.key ?? "" })));
    from = last;
    if (ending && items.length === 0) return seen;
    if (items.length === 0) await sleep(1);
  }
}

test.each(ENGINES)(
  "Beside 1,000 writes of two processes, readers that poll for changes see every event exactly once and in order (%s)",
  async (engine) => {
    const world = await makeWorld(engine, { onStatement: () => undefined });
    try {
      for (const key of ["ONE", "TWO"]) await run(createProject, world.as(), { name: key, key });
      const { last } = await run(listChanges, world.as(), { since: 0, limit: 200 });
      const writers = await Promise.all(
        ["ONE", "TWO"].map((project) =>
          startWriter(world, { project, titles: Array.from({ length: HALF }, (_, n) => `No ${n}`), inFlight: 8 }),
        ),
      );
      let over = false;
      const readers = [1, 2].map(() => follow(world, last, () => over));
      const refused = await letGo(writers).finally(() => {
        over = true;
      });
      const followed = await Promise.all(readers);
      expect(refused).toEqual([]);
      const wanted = ["ONE", "TWO"].flatMap((key) => Array.from({ length: HALF }, (_, n) => `${key}-${n + 1}`));
      for (const seen of followed) {
        const numbers = seen.map((event) => event.number);
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        expect(seen.map((event) => event.key).sort()).toEqual(wanted.toSorted());
      }
    } finally {
      await world.close();
    }
  },
  180_000,
);
