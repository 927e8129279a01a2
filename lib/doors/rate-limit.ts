import { TurboError } from "#lib/core/errors";
import { sharedCounts } from "#lib/core/shared-counts";

interface Bucket {
  tokens: number;
  at: number;
}

const BUCKETS = Symbol.for("turbo.rate-limit");
const shared = globalThis as { [BUCKETS]?: Map<string, Bucket> };
const MINUTE = 60_000;
/** Beyond this many callers, those that have long been quiet are forgotten. */
const MANY = 10_000;

/** Whose turns are counted: a key, a signed-in person, or an address that showed no valid key. */
export interface Counted {
  by: "key" | "person" | "address";
  id: string;
}

export interface Allowance {
  by: Counted["by"];
  limit: number;
  remaining: number;
  /** Seconds until all turns are back. */
  reset: number;
}

/**
 * Takes one of `perMinute` turns, which come back evenly; null where there is no limit (0).
 * Throws `limited` with the wait when none is left.
 */
export function takeTurn(counted: Counted, perMinute: number, now = Date.now()): Allowance | null {
  if (perMinute === 0) return null;
  const bucket = fill(counted, perMinute, now);
  if (bucket.tokens < 1) throw tooMany(counted.by, perMinute, bucket.tokens);
  bucket.tokens -= 1;
  const name = `turns of ${counted.by} ${counted.id} at ${Math.floor(now / MINUTE)}`;
  sharedCounts()?.tell(name, 1, 120, (count) => {
    bucket.tokens -= count;
  });
  return {
    by: counted.by,
    limit: perMinute,
    remaining: Math.max(0, Math.floor(bucket.tokens)),
    reset: Math.ceil(((perMinute - bucket.tokens) * 60) / perMinute),
  };
}

/** Throws `limited` when nothing is left, without taking a turn. */
export function requireTurn(counted: Counted, perMinute: number, now = Date.now()): void {
  if (perMinute === 0) return;
  const { tokens } = fill(counted, perMinute, now);
  if (tokens < 1) throw tooMany(counted.by, perMinute, tokens);
}

export function rateLimitHeaders(allowance: Allowance | null): Record<string, string> {
  if (!allowance) return {};
  const { by, limit, remaining, reset } = allowance;
  return { "ratelimit-policy": `"${by}";q=${limit};w=60`, ratelimit: `"${by}";r=${remaining};t=${reset}` };
}

/** How many callers are counted, and how many of them have no turn left. */
export function rateLimiterState(perMinute: number, now = Date.now()) {
  const buckets = [...(shared[BUCKETS]?.values() ?? [])];
  const spent = buckets.filter(({ tokens, at }) => tokens + ((now - at) * perMinute) / MINUTE < 1);
  return { perMinute, callers: buckets.length, spent: perMinute === 0 ? 0 : spent.length };
}

function fill({ by, id }: Counted, perMinute: number, now: number): Bucket {
  shared[BUCKETS] ??= new Map();
  const buckets = shared[BUCKETS];
  if (buckets.size > MANY) forgetQuiet(buckets, now);
  const name = `${by} ${id}`;
  const bucket = buckets.get(name) ?? { tokens: perMinute, at: now };
  bucket.tokens = Math.min(perMinute, bucket.tokens + (Math.max(0, now - bucket.at) * perMinute) / MINUTE);
  bucket.at = now;
  buckets.set(name, bucket);
  return bucket;
}

function forgetQuiet(buckets: Map<string, Bucket>, now: number): void {
  for (const [name, { at }] of buckets) if (now - at > MINUTE) buckets.delete(name);
}

function tooMany(by: Counted["by"], perMinute: number, tokens: number): TurboError {
  const wait = Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute));
  const whose = { key: "This key", person: "You", address: "Your address" }[by];
  return new TurboError(
    "limited",
    `${whose} made more than ${perMinute} requests in a minute. Nothing was done; try again in ${wait} s.`,
    { retryAfter: wait },
  );
}
