/** How often other servers are told, and heard, in milliseconds. */
const PAUSE = 1_000;
/** Beyond this many names, those that nobody counts any more are forgotten. */
const MANY = 20_000;

/** Adds to counters that every server sees, and answers what each has come to; null while it is away. */
export type AddToAll = (added: ReadonlyMap<string, Added>) => Promise<ReadonlyMap<string, number> | null>;

export interface Added {
  count: number;
  /** How long the counter is kept after this, in seconds. */
  seconds: number;
}

interface Known {
  /** What this server has added. */
  own: number;
  /** What it has heard of the others. */
  others: number;
  /** When its counter runs out, in milliseconds. */
  until: number;
  /** Was something told of which nobody knows whether it arrived? */
  unsure: boolean;
}

interface Waiting extends Added {
  hear: (count: number) => void;
}

/**
 * Counts that several servers keep together. Each counts at once for itself, and within a second for all: nobody who is
 * counted waits for it, and while nothing is shared each server counts alone.
 */
export class SharedCounts {
  readonly #add: AddToAll;
  readonly #known = new Map<string, Known>();
  #waiting = new Map<string, Waiting>();
  #timer: NodeJS.Timeout | null = null;

  constructor(add: AddToAll) {
    this.#add = add;
  }

  /** Tells the others of what was counted here under this name; `hear` is told what they have counted. */
  tell(name: string, count: number, seconds: number, hear: (count: number) => void): void {
    const before = this.#waiting.get(name)?.count ?? 0;
    this.#waiting.set(name, { count: before + count, seconds, hear });
    this.#timer ??= setTimeout(() => void this.exchange(), PAUSE).unref();
  }

  /** Tells and hears now. */
  async exchange(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const told = this.#waiting;
    this.#waiting = new Map();
    if (told.size === 0) return;
    const totals = await this.#add(told).catch(() => null);
    if (totals === null) return this.#doubt(told);
    if (this.#known.size > MANY) this.#forget();
    for (const [name, one] of told) this.#settle(name, one, totals.get(name) ?? 0);
  }

  #settle(name: string, { count, seconds, hear }: Waiting, total: number): void {
    const until = Date.now() + seconds * 1000;
    const known = this.#known.get(name);
    let { own, others } = known ?? { own: 0, others: 0 };
    // A counter that ran out, or was lost, has begun anew.
    if (total < own + count + others) own = others = 0;
    const heard = total - own - count;
    this.#known.set(name, { own: own + count, others: heard, until, unsure: false });
    if (heard > others && !known?.unsure) hear(heard - others);
  }

  /** What was told may count or not: from the next answer on it is as if all had been heard. */
  #doubt(told: ReadonlyMap<string, Waiting>): void {
    for (const [name, { seconds }] of told) {
      const { own, others } = this.#known.get(name) ?? { own: 0, others: 0 };
      this.#known.set(name, { own, others, until: Date.now() + seconds * 1000, unsure: true });
    }
  }

  #forget(): void {
    const now = Date.now();
    for (const [name, { until }] of this.#known) if (until < now) this.#known.delete(name);
  }
}

const KEPT = Symbol.for("turbo.shared-counts");
const shared = globalThis as { [KEPT]?: SharedCounts | null };

/** What this process counts together with others; null where it counts alone. */
export function sharedCounts(): SharedCounts | null {
  return shared[KEPT] ?? null;
}

/** Counts together with others from now on, or alone. */
export function settleCounts(counts: SharedCounts | null): void {
  shared[KEPT] = counts;
}
