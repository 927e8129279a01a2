import { freePort } from "#lib/testing/free-port";
import { median, type Rounds } from "../measure.ts";
import type { Result } from "../result.ts";
import { type Engine, makeWorld } from "../seed/worlds.ts";
import { healthyAfter, startServer } from "./server.ts";

/** Milliseconds until the server process answers, and until a second `npm start` has its banner. */
const LIMITS = { healthy: 1500, banner: 3000 };

/** How long the built server takes to start. */
export async function benchStart(engine: Engine, size: number, { rounds }: Rounds): Promise<Result[]> {
  const world = await makeWorld(engine, size);
  await world.close();
  const told: Record<keyof typeof LIMITS, number[]> = { healthy: [], banner: [] };
  for (let round = 0; round < rounds; round++) {
    told.healthy.push(await healthyAfter(world.url, await freePort()));
    const server = await startServer(world.url, await freePort());
    await server.stop();
    told.banner.push(server.startMs);
  }
  const result = (name: string, what: keyof typeof LIMITS): Result => ({
    group: "start",
    name,
    engine,
    size,
    values: { ms: median(told[what]) },
    limits: { ms: LIMITS[what] },
  });
  return [result("server process healthy", "healthy"), result("second start, to its banner", "banner")];
}
