import { run } from "#lib/core/operation";
import { search } from "#lib/domain/search/search";
import { median, percentile, type Rounds, timed } from "./measure.ts";
import type { Result } from "./result.ts";
import { SEARCHES } from "./seed/words.ts";
import { type Engine, makeWorld } from "./seed/worlds.ts";

/** p95 of a search on SQLite, in milliseconds. */
const P95 = 30;
const NOTE = "cpu ms: what this process worked per search; on a busy machine the rest of p95 is waiting.";

const QUERIES: Record<string, { q: string; project?: string }> = {
  rare: { q: SEARCHES.rare },
  "common, ranked": { q: SEARCHES.common },
  prefix: { q: SEARCHES.prefix },
  phrase: { q: SEARCHES.phrase },
  absent: { q: SEARCHES.absent },
  "in one project": { q: SEARCHES.common, project: "OPS" },
};

/** The search operation in process. */
export async function benchSearches(engine: Engine, size: number, { rounds, calls }: Rounds): Promise<Result[]> {
  const world = await makeWorld(engine, size);
  try {
    const results: Result[] = [];
    for (const [name, input] of Object.entries(QUERIES)) {
      const p95s: number[] = [];
      const medians: number[] = [];
      const cpu: number[] = [];
      for (let round = -1; round < rounds; round++) {
        const times: number[] = [];
        const before = process.cpuUsage();
        for (let call = 0; call < calls; call++) times.push(await timed(() => run(search, world.as(), input)));
        const { user, system } = process.cpuUsage(before);
        if (round < 0) continue;
        p95s.push(percentile(times, 0.95));
        medians.push(median(times));
        cpu.push((user + system) / 1000 / calls);
      }
      const values = { "p50 ms": median(medians), "p95 ms": median(p95s), "cpu ms": median(cpu) };
      const limits: Result["limits"] = engine === "sqlite" ? { "p95 ms": P95 } : {};
      results.push({ group: "search in process", name, engine, size, values, limits, note: NOTE });
    }
    return results;
  } finally {
    await world.close();
  }
}
