const RealDate = Date;

/** A clock that stands until it is set: `new Date()` and `Date.now()` tell its time, while timers and drivers go on as ever. */
export interface VirtualClock {
  now(): number;
  set(at: number): void;
  /** Gives the real time back. */
  restore(): void;
}

export function startVirtualClock(from: number): VirtualClock {
  let now = from;
  class VirtualDate extends RealDate {
    constructor(...given: unknown[]) {
      // @ts-expect-error what is given goes on as it is
      super(...(given.length === 0 ? [now] : given));
    }
    static override now(): number {
      return now;
    }
    // What was made before the clock was set is a date as well.
    static override [Symbol.hasInstance](value: unknown): boolean {
      return RealDate[Symbol.hasInstance](value);
    }
  }
  globalThis.Date = VirtualDate as DateConstructor;
  return {
    now: () => now,
    set: (at) => {
      now = at;
    },
    restore: () => {
      globalThis.Date = RealDate;
    },
  };
}
