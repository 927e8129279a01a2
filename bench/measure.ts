/** The middle value; of an even number, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value that `share` of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** Milliseconds that a piece of work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export interface Rounds {
  /** Rounds that count; each yields one value, and their median stands. */
  rounds: number;
  /** Calls in one round. */
  calls: number;
}

export interface Pair {
  /** Median milliseconds of a call. */
  few: number;
  many: number;
  /** How many times as long `many` takes, by the clock and by the work of this process. */
  times: number;
  cpuTimes: number;
}

/**
 * Times two pieces of work in turn (A B A B …) and compares each call with the one right before it, so that a noisy
 * neighbour meets both: medians of the rounds' medians. One round before them warms up and does not count.
 */
export async function inTurn(
  few: () => Promise<unknown>,
  many: () => Promise<unknown>,
  { rounds, calls }: Rounds,
): Promise<Pair> {
  const counted: Pair[] = [];
  for (let round = -1; round < rounds; round++) {
    const pairs: Pair[] = [];
    for (let call = 0; call < calls; call++) {
      const [a, b] = [await spent(few), await spent(many)];
      pairs.push({ few: a.ms, many: b.ms, times: b.ms / a.ms, cpuTimes: b.cpu / a.cpu });
    }
    if (round >= 0) counted.push(medians(pairs));
  }
  return medians(counted);
}

function medians(pairs: readonly Pair[]): Pair {
  const of = (part: keyof Pair) => median(pairs.map((pair) => pair[part]));
  return { few: of("few"), many: of("many"), times: of("times"), cpuTimes: of("cpuTimes") };
}

async function spent(work: () => Promise<unknown>): Promise<{ ms: number; cpu: number }> {
  const before = process.cpuUsage();
  const ms = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { ms, cpu: (user + system) / 1000 };
}

/** The median over the rounds of how many times as long one took as the other. */
export function ratio(values: readonly number[], floor: readonly number[]): number {
  return median(values.map((value, round) => value / (floor[round] ?? Number.NaN)));
}
