import { TurboError } from "./errors.ts";
import { sharedCounts } from "./shared-counts.ts";

const SECOND = 1000;
const FORGOTTEN = 60 * 60 * SECOND;
const KEPT = 20_000;

/** Wrong tries that are free, before each further one costs a wait. */
const FREE = { pair: 5, address: 30, handle: 50 } as const;
const FIRST_WAIT = 15 * SECOND;
const LONGEST_WAIT = 15 * 60 * SECOND;

interface Tries {
  wrong: number;
  last: number;
}

type Place = readonly [kind: keyof typeof FREE, of: string];

/**
 * Slows down guessing: by address and handle together, by address, and (because one who guesses may have
 * many addresses) by handle alone. Counts live in this process, and in all that count together, and are forgotten after an
 * hour without a try.
 */
export class Throttle {
  readonly #tries = new Map<string, Tries>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * Hears a try at a secret, which answers null where it was wrong. Refused while one has to wait, and counted before
   * anything is awaited, so that tries at the same time do not slip through. Throws `limited`.
   */
  async hear<Value>(address: string, handle: string, attempt: () => Promise<Value | null>): Promise<Value | null> {
    const wait = this.wait(address, handle);
    if (wait > 0) throw tooMany(wait);
    this.#count(address, handle);
    const found = await attempt();
    if (found !== null) this.right(address, handle);
    else this.#tell(address, handle);
    return found;
  }

  /** Seconds until the next try is heard; 0 when it is now. */
  wait(address: string, handle: string): number {
    const waits = places(address, handle).map((place) => this.#waitAt(place));
    return Math.ceil(Math.max(0, ...waits) / SECOND);
  }

  /** Counts a wrong try. */
  wrong(address: string, handle: string): void {
    this.#count(address, handle);
    this.#tell(address, handle);
  }

  #count(address: string, handle: string): void {
    for (const place of places(address, handle)) this.#add(place, 1);
  }

  #add(place: Place, count: number): void {
    this.#sweep();
    const key = place.join(" ");
    const wrong = (this.#tries.get(key)?.wrong ?? 0) + count;
    this.#tries.delete(key); // the newest stand last, so that sweeping stops early
    this.#tries.set(key, { wrong, last: this.#now() });
  }

  /** Has other servers know of a wrong try, and hears of theirs. */
  #tell(address: string, handle: string): void {
    for (const place of places(address, handle)) {
      sharedCounts()?.tell(`wrong tries, ${place.join(" ")}`, 1, FORGOTTEN / SECOND, (count) =>
        this.#add(place, count),
      );
    }
  }

  /** Takes back the try that turned out right, and forgets the wrong ones of that pair. */
  right(address: string, handle: string): void {
    const [pair, ...wider] = places(address, handle);
    this.#tries.delete(pair.join(" "));
    for (const place of wider) {
      const tries = this.#tries.get(place.join(" "));
      if (tries) tries.wrong -= 1;
    }
  }

  #waitAt(place: Place): number {
    const tries = this.#tries.get(place.join(" "));
    const over = (tries?.wrong ?? 0) - FREE[place[0]];
    if (!tries || over < 0) return 0;
    return tries.last + Math.min(FIRST_WAIT * 2 ** over, LONGEST_WAIT) - this.#now();
  }

  #sweep(): void {
    const horizon = this.#now() - FORGOTTEN;
    for (const [key, tries] of this.#tries) {
      if (tries.last > horizon && this.#tries.size < KEPT) return;
      this.#tries.delete(key);
    }
  }
}

function tooMany(wait: number): TurboError {
  const time = wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`;
  return new TurboError("limited", `Too many wrong tries. Wait ${time}, then try again.`, { retryAfter: wait });
}

function places(address: string, handle: string): [Place, Place, Place] {
  return [
    ["pair", `${address} ${handle}`],
    ["address", address],
    ["handle", handle],
  ];
}

const KEPT_THROTTLE = Symbol.for("turbo.sign-in-throttle");
const shared = globalThis as { [KEPT_THROTTLE]?: Throttle };

/** The one throttle of this process: bundlers load this module several times. */
export function signInThrottle(): Throttle {
  shared[KEPT_THROTTLE] ??= new Throttle();
  return shared[KEPT_THROTTLE];
}
