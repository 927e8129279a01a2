/** So many failures in a row keep a provider from being asked … */
const FAILURES = 5;
/** … for so many milliseconds. After them one question tries it. */
const REST = 30_000;

/** Keeps from asking a provider that fails again and again. */
export class Breaker {
  private failures = 0;
  private closedUntil = 0;

  /** Milliseconds until it may be asked again; 0 where it may now. */
  restMs(now = Date.now()): number {
    return Math.max(0, this.closedUntil - now);
  }

  failed(now = Date.now()): void {
    this.failures += 1;
    if (this.failures >= FAILURES) this.closedUntil = now + REST;
  }

  answered(): void {
    this.failures = 0;
    this.closedUntil = 0;
  }
}

const BREAKERS = Symbol.for("turbo.ai.breakers");
const shared = globalThis as { [BREAKERS]?: Map<string, Breaker> };

/** The breaker of the provider at an address, one in a process: bundlers load this module several times. */
export function breakerOf({ name, baseUrl }: { name: string; baseUrl: string }): Breaker {
  shared[BREAKERS] ??= new Map();
  const place = `${name} ${baseUrl}`;
  const found = shared[BREAKERS].get(place) ?? new Breaker();
  shared[BREAKERS].set(place, found);
  return found;
}
