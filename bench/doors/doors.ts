import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#lib/testing/free-port";
import { median, type Rounds, ratio, timed } from "../measure.ts";
import type { Result } from "../result.ts";
import { type Engine, makeWorld } from "../seed/worlds.ts";
import { type Asked, measuredCalls, NOBODY, type Way } from "./calls.ts";
import { type Client, keepAliveClient } from "./client.ts";
import { type FloorServer, startFloor, startNodePing } from "./floor-server.ts";
import { cpuOf, memoryOf } from "./process-stats.ts";
import { startServer } from "./server.ts";
import { wayInto } from "./way-into.ts";

/** Clients at once: with one alone, a busy machine would mostly measure how cold its caches are when a request comes. */
const CLIENTS = 4;
/** Calls before any counts: until then the compiler is still at work. */
const WARM = 300;
/** How many times as long a call among many issues may take as among few. */
const GROWTH = 1.2;
/** Times as long as the floor that four clients may take for a write. */
const WRITING = 3;
/** MB, before the first call and after the last. */
const MEMORY = { "at rest": 170, "after the run": 320 };
const NOTE =
  "processor time of the server process, in blocks right after those of what it is held against; four clients at once. " +
  "The floor is bench/floor: bare Next and plain SQL on the same data; MCP is held against the same over REST, " +
  "and the floor's ping against node:http.";

/** The servers on one database and a copy of it. */
interface Stage {
  size: number;
  servers: Record<Asked["of"], FloorServer>;
  clients: Record<Asked["of"], Client>;
  /** Resident MB before the first call. */
  atRest: number;
  way: Way;
  close(): Promise<void>;
}

/** The built server from outside, against the floor and among few issues against many. */
export async function benchDoors(
  engine: Engine,
  sizes: readonly number[],
  { rounds, calls }: Rounds,
): Promise<Result[]> {
  const stages: Stage[] = [];
  try {
    for (const size of sizes) stages.push(await openStage(engine, size));
    const results: Result[] = [];
    for (const [name, { group, times, growth: mostGrowth = GROWTH, fewer = 1 }] of Object.entries(
      measuredCalls(NOBODY),
    )) {
      const measured = await inTurn(stages, name, { rounds, calls: calls / fewer, warm: WARM / fewer });
      for (const [place, { own, base }] of measured.entries()) {
        const grown = place > 0 && group !== "floor";
        const growth: Result["values"] = grown ? { "times the first size": ratio(own, measured[0]?.own ?? []) } : {};
        results.push({
          group: "doors",
          name: `${group} ${name}`,
          engine,
          size: stages[place]?.size ?? 0,
          values: { "cpu ms": median(own), "base cpu ms": median(base), times: ratio(own, base), ...growth },
          // Among more issues a call is held against itself among fewer.
          limits: {
            ...(times && place === 0 ? { times } : {}),
            ...(grown ? { "times the first size": mostGrowth } : {}),
          },
          note: NOTE,
        });
      }
    }
    for (const stage of stages) results.push({ ...(await writeAtOnce(stage, { rounds, calls })), engine });
    for (const { servers, size, atRest } of stages) {
      const values = { "at rest": atRest, "after the run": memoryOf(servers.turbo.pid) };
      results.push({ group: "resident memory, MB", name: "server process", engine, size, values, limits: MEMORY });
    }
    return results;
  } finally {
    for (const stage of stages) await stage.close();
  }
}

async function openStage(engine: Engine, size: number): Promise<Stage> {
  const [world, copy] = [await makeWorld(engine, size), await makeWorld(engine, size)];
  await world.close();
  await copy.close();
  const turbo = await startServer(world.url, await freePort());
  await sleep(1000);
  const atRest = memoryOf(turbo.pid);
  const servers = { turbo, floor: await startFloor(copy.url), node: await startNodePing() };
  const clients = {
    turbo: keepAliveClient(turbo.url, CLIENTS),
    floor: keepAliveClient(servers.floor.url, CLIENTS),
    node: keepAliveClient(servers.node.url, CLIENTS),
  };
  const way = await wayInto(turbo);
  return {
    ...{ size, servers, clients, atRest, way },
    async close() {
      for (const client of Object.values(clients)) client.close();
      for (const server of Object.values(servers)) await server.stop();
    },
  };
}

/** CPU milliseconds per call of each round, by stage: all of them and what they are held against take turns. */
async function inTurn(stages: readonly Stage[], name: string, { rounds, calls, warm }: Rounds & { warm: number }) {
  const measured = stages.map(() => ({ own: [] as number[], base: [] as number[] }));
  for (let round = -1; round < rounds; round++) {
    for (const [place, stage] of stages.entries()) {
      const call = measuredCalls(stage.way)[name];
      if (!call) throw new Error(`unreachable: ${name} is measured`);
      const many = round < 0 ? warm : calls;
      const from = round < 0 ? 0 : warm + round * calls;
      const base = await block(stage, call.base, many, from);
      const own = await block(stage, call.own, many, from);
      if (round < 0) continue;
      measured[place]?.own.push(own);
      measured[place]?.base.push(base);
    }
  }
  return measured;
}

/** CPU milliseconds of the server per call. */
async function block({ servers, clients }: Stage, { of, call }: Asked, calls: number, from: number): Promise<number> {
  const { pid } = servers[of];
  const before = cpuOf(pid);
  await clients[of].sendMany(call, from, calls);
  return (cpuOf(pid) - before) / calls;
}

/** How fast four clients file issues, against the same on the floor right before: by the clock. */
async function writeAtOnce(stage: Stage, { rounds, calls }: Rounds): Promise<Omit<Result, "engine">> {
  const { create } = measuredCalls(stage.way);
  if (!create) throw new Error("unreachable: create is measured");
  const seconds: { own: number[]; floor: number[] } = { own: [], floor: [] };
  const writing = ({ of, call }: Asked) => timed(() => stage.clients[of].sendMany(call, 0, CLIENTS * calls));
  for (let round = -1; round < rounds; round++) {
    const floor = await writing(create.base);
    const own = await writing(create.own);
    if (round < 0) continue;
    seconds.floor.push(floor / 1000);
    seconds.own.push(own / 1000);
  }
  return {
    group: "four clients writing at once",
    name: "REST create",
    size: stage.size,
    values: {
      "per second": (CLIENTS * calls) / median(seconds.own),
      "floor per second": (CLIENTS * calls) / median(seconds.floor),
      times: ratio(seconds.own, seconds.floor),
    },
    limits: { times: WRITING },
  };
}
