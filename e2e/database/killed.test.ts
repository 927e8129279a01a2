import pino from "pino";
import { expect, test } from "vitest";
import { createContext } from "#lib/core/context";
import { run } from "#lib/core/operation";
import { connect } from "#lib/db/connect";
import type { Database } from "#lib/db/database";
import { migrate } from "#lib/db/migrate";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { type Child, exited } from "#lib/testing/child";
import { ENGINES, makeWorld, PRISMA, type World } from "#lib/testing/world";
import { said, startWriter, written } from "./writers.ts";

const KILLS = 10;
const ACKNOWLEDGED = 50;
const IN_FLIGHT = 10;

/** Ends a writer as a power cut would, once it has this many acknowledged and at least eight more under way. */
async function killInFlight(writer: Child): Promise<number> {
  const underWay = await new Promise<number>((resolve) => {
    const look = () => {
      const [sent, done] = [said(writer, "sent").length, said(writer, "acknowledged").length];
      if (done < ACKNOWLEDGED || sent - done < 8) return;
      writer.kill();
      resolve(sent - done);
    };
    writer.onLine(look);
    writer.say("go");
  });
  await exited(writer);
  return underWay;
}

/** Creates an issue as the writers do, with the same key. */
function createFor(world: World, database: Database, { project, title }: { project: string; title: string }) {
  const ctx = createContext({
    actor: world.owner,
    database,
    log: pino({ level: "silent" }),
    idempotencyKey: `${project} ${title}`,
  });
  return run(createIssue, ctx, { project, title, description: `About ${title}` });
}

test.each(ENGINES)(
  "Killed ten times amid writes: what was acknowledged is there, the rest whole or absent, and repeating makes no second (%s)",
  async (engine) => {
    const world = await makeWorld(engine, { durability: "full" });
    try {
      for (let kill = 0; kill < KILLS; kill++) {
        const project = `K${kill}`;
        await run(createProject, world.as(), { name: `Kill ${kill}`, key: project });
        const titles = Array.from({ length: 500 }, (_, n) => `Issue ${n} of ${kill}`);
        const writer = await startWriter(world, { project, titles, inFlight: IN_FLIGHT });
        expect(await killInFlight(writer)).toBeGreaterThanOrEqual(8);

        expect(await migrate(world.url, PRISMA)).toEqual([]);
        const sent = said(writer, "sent");
        const kept = await written(world, project);
        const keptTitles = new Set(kept.map((row) => row.title));
        expect(said(writer, "acknowledged").filter((title) => !keptTitles.has(title))).toEqual([]);
        expect(kept.filter((row) => !sent.includes(row.title) || row.events !== 1 || row.entries !== 1)).toEqual([]);

        // What comes next repeats everything that was sent, with the same keys, on a connection of its own.
        const next = connect({ url: world.url });
        await Promise.all(sent.map((title) => createFor(world, next, { project, title })));
        await next.close();
        const all = await written(world, project);
        expect(all.map((row) => row.title).sort()).toEqual(sent.toSorted());
        expect(all.map((row) => row.number)).toEqual(sent.map((_, n) => n + 1));
        expect(all.filter((row) => row.events !== 1 || row.entries !== 1)).toEqual([]);
      }
    } finally {
      await world.close();
    }
  },
  300_000,
);
