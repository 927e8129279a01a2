import { median, type Rounds, ratio } from "../measure.ts";
import type { Result } from "../result.ts";
import { type Engine, makeWorld } from "../seed/worlds.ts";
import { FLOOR, measuredCalls } from "./calls.ts";
import { type Answer, type Call, keepAliveClient } from "./client.ts";
import { cpuOf, memoryOf, watchMemory } from "./process-stats.ts";
import { healthyAfter, type Server, startServer } from "./server.ts";

/** Milliseconds until the server process answers, until a second `npm start` has its banner; MB after the run. */
const LIMITS = { healthy: 1500, start: 3000, memory: 256 };
const NOTE =
  "floor: GET /api/v1/ping with the same key, right before; one keep-alive connection. cpu: of the server process.";

/** The built server from outside: REST, MCP and pages against the route that does nothing, its start and its memory. */
export async function benchDoors(engine: Engine, size: number, rounds: Rounds, port: number): Promise<Result[]> {
  const world = await makeWorld(engine, size);
  await world.close();
  const results: Result[] = [];
  const startResult = (name: string, values: number[], limit: number): Result => ({
    group: "start",
    name,
    engine,
    size,
    values: { ms: median(values) },
    limits: { ms: limit },
  });
  const healthy: number[] = [];
  const starts: number[] = [];
  for (let round = 0; round < rounds.rounds; round++) {
    healthy.push(await healthyAfter(world.url, port));
    const server = await startServer(world.url, port);
    await server.stop();
    starts.push(server.startMs);
  }
  results.push(startResult("server process healthy", healthy, LIMITS.healthy));
  results.push(startResult("second start, to its banner", starts, LIMITS.start));
  const server = await startServer(world.url, port);
  const peak = watchMemory(server.pid);
  try {
    for (const result of await benchCalls(server, rounds)) results.push({ ...result, engine, size });
    const values = { "MB after the run": memoryOf(server.pid), "MB at most": peak() };
    const limits = { "MB after the run": LIMITS.memory };
    results.push({ group: "memory (proportional set size)", name: "server process", engine, size, values, limits });
  } finally {
    peak();
    await server.stop();
  }
  return results;
}

async function benchCalls(server: Server, rounds: Rounds): Promise<Omit<Result, "engine" | "size">[]> {
  const client = keepAliveClient(server.url);
  try {
    const entered = await client.send({ method: "GET", path: server.enter });
    const cookie = (entered.headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; ");
    const results: Omit<Result, "engine" | "size">[] = [];
    for (const [name, { group, call, times }] of Object.entries(measuredCalls(server.key, cookie))) {
      const measured = await againstFloor(client.send, server, call, rounds);
      results.push({
        group: group === "page" ? "pages" : "REST and MCP over HTTP",
        name: group === "REST" ? `REST ${name}` : name,
        values: group === "page" ? { "first byte ms": measured.firstByte, ...measured.values } : measured.values,
        ...(times ? { limits: { times, "cpu times": times } } : {}),
        note: NOTE,
      });
    }
    return results;
  } finally {
    client.close();
  }
}

/** Blocks of the same call, each right after a block of the floor. */
async function againstFloor(
  send: (call: Call) => Promise<Answer>,
  server: Server,
  call: (n: number) => Call,
  { rounds, calls }: Rounds,
) {
  const own: Block[] = [];
  const floor: Block[] = [];
  for (let round = -1; round < rounds; round++) {
    const before = await block(send, server.pid, () => FLOOR(server.key), calls, 0);
    const measured = await block(send, server.pid, call, calls, (round + 1) * calls);
    if (round < 0) continue;
    floor.push(before);
    own.push(measured);
  }
  const all = (blocks: Block[], part: keyof Block) => blocks.map((one) => one[part]);
  return {
    firstByte: median(all(own, "firstByte")),
    values: {
      ms: median(all(own, "ms")),
      "floor ms": median(all(floor, "ms")),
      times: ratio(all(own, "ms"), all(floor, "ms")),
      "cpu ms": median(all(own, "cpu")),
      "floor cpu ms": median(all(floor, "cpu")),
      "cpu times": ratio(all(own, "cpu"), all(floor, "cpu")),
    },
  };
}

interface Block {
  ms: number;
  firstByte: number;
  cpu: number;
}

async function block(
  send: (call: Call) => Promise<Answer>,
  pid: number,
  call: (n: number) => Call,
  calls: number,
  from: number,
): Promise<Block> {
  const answers: Answer[] = [];
  const before = cpuOf(pid);
  for (let n = from; n < from + calls; n++) {
    const asked = call(n);
    const answer = await send(asked);
    if (answer.status >= 300)
      throw new Error(`${asked.method} ${asked.path} was answered ${answer.status}: ${answer.text.slice(0, 300)}`);
    answers.push(answer);
  }
  return {
    ms: median(answers.map((answer) => answer.ms)),
    firstByte: median(answers.map((answer) => answer.firstByteMs)),
    cpu: (cpuOf(pid) - before) / calls,
  };
}
