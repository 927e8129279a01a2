import { freePort } from "#lib/testing/free-port";
import { median, type Rounds } from "../measure.ts";
import type { Result } from "../result.ts";
import { type Engine, makeWorld } from "../seed/worlds.ts";
import { buildFloor, startFloor } from "./floor-server.ts";
import { firstCallAfter, healthyAfter, startServer } from "./server.ts";

/** Milliseconds until the server process answers, until a second `npm start` has its banner, and until an agent has an answer. */
const LIMITS = { healthy: 1500, banner: 3000, firstCall: 2000 };
/** How many times the processor time of a bare Next the server process takes: the clock tells of the neighbours as well. */
const TIMES_THE_FLOOR = 1.6;

/** How long the built server takes to start, in turn with the floor. */
export async function benchStart(engine: Engine, size: number, { rounds }: Rounds): Promise<Result[]> {
  const world = await makeWorld(engine, size);
  await world.close();
  buildFloor();
  const told: Record<keyof typeof LIMITS, number[]> = { healthy: [], banner: [], firstCall: [] };
  const cpu = { floor: [] as number[], healthy: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const floor = await startFloor(world.url);
    await floor.stop();
    cpu.floor.push(floor.startCpuMs);
    const own = await healthyAfter(world.url, await freePort());
    told.healthy.push(own.ms);
    cpu.healthy.push(own.cpuMs);
    const server = await startServer(world.url, await freePort());
    await server.stop();
    told.banner.push(server.startMs);
    told.firstCall.push(await firstCallAfter(world.url, await freePort(), server.key));
  }
  const result = (name: string, what: keyof typeof LIMITS): Result => ({
    group: "start",
    name,
    engine,
    size,
    values: { ms: median(told[what]) },
    limits: { ms: LIMITS[what] },
  });
  const healthy = result("server process healthy", "healthy");
  const [own, floor] = [median(cpu.healthy), median(cpu.floor)];
  healthy.values = { ...healthy.values, "cpu ms": own, "floor cpu ms": floor, ratio: own / floor };
  healthy.limits = { ...healthy.limits, ratio: TIMES_THE_FLOOR };
  return [
    healthy,
    result("second start, to its banner", "banner"),
    result("sleeping, to its first answered MCP call", "firstCall"),
  ];
}
