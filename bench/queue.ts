import { run } from "#lib/core/operation";
import { nextClaim } from "#lib/domain/claims/next-claim";
import { releaseIssue } from "#lib/domain/claims/release-issue";
import { listQueue } from "#lib/domain/queue/list-queue";
import { inTurn, median, percentile, type Rounds, timed } from "./measure.ts";
import type { Result } from "./result.ts";
import { type Engine, makeWorld, type World } from "./seed/worlds.ts";

/**
 * p95 in milliseconds among the fewer issues, and how many times as long a call among many may take: of a list up to 4,096
 * issues are looked through for what lifts them, and the fewer are not so many.
 */
const LIMITS = { p95: 10, times: 2.5 };
const NOTE =
  "times: against the same among the fewer issues, in turn. A claim is given back between, which does not count.";

/** The first 20 of the queue, and claiming its first, in process. */
export async function benchQueue(engine: Engine, few: number, many: number, rounds: Rounds): Promise<Result[]> {
  const [small, large] = [await makeWorld(engine, few), await makeWorld(engine, many)];
  try {
    const list = (world: World) => () => run(listQueue, world.as(), { limit: 20 });
    const results: Result[] = [];
    const listed = await inTurn(list(small), list(large), rounds);
    const p95s = [await p95(list(small), rounds), await p95(list(large), rounds)];
    results.push(resultOf("first 20", engine, few, many, { ...pairOf(listed.few, listed.many, listed.times), p95s }));
    const claims = { few: [] as number[], many: [] as number[] };
    for (let call = 0; call < rounds.rounds * rounds.calls; call++) {
      claims.few.push(await claimTime(small));
      claims.many.push(await claimTime(large));
    }
    const [a, b] = [median(claims.few), median(claims.many)];
    const claimP95s = [percentile(claims.few, 0.95), percentile(claims.many, 0.95)];
    results.push(resultOf("claim the next", engine, few, many, { ...pairOf(a, b, b / a), p95s: claimP95s }));
    return results;
  } finally {
    await small.close();
    await large.close();
  }
}

const pairOf = (few: number, many: number, times: number) => ({ few, many, times });

interface Measured {
  few: number;
  many: number;
  times: number;
  p95s: number[];
}

function resultOf(name: string, engine: Engine, few: number, many: number, measured: Measured): Result {
  const [p95Few = Number.NaN, p95Many = Number.NaN] = measured.p95s;
  return {
    group: "queue in process",
    name,
    engine,
    size: many,
    values: {
      [`ms at ${few}`]: measured.few,
      [`p95 at ${few}`]: p95Few,
      ms: measured.many,
      p95: p95Many,
      times: measured.times,
    },
    limits: { [`p95 at ${few}`]: LIMITS.p95, times: LIMITS.times },
    note: NOTE,
  };
}

async function p95(call: () => Promise<unknown>, { rounds, calls }: Rounds): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < rounds * calls; turn++) times.push(await timed(call));
  return percentile(times, 0.95);
}

async function claimTime(world: World): Promise<number> {
  let key = "";
  const ms = await timed(async () => {
    key = (await run(nextClaim, world.as(), { another: true })).issue.key;
  });
  await run(releaseIssue, world.as(), { issue: key, reason: "Measured." });
  return ms;
}
