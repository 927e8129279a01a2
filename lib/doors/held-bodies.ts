/** Bytes of bodies that are on their way, at most: this many bodies of the largest size at once. */
const AT_ONCE = 6;
/** What of each body is not counted, so that small ones come in beside the largest. */
const FREE = 64 * 1024;

const HELD = Symbol.for("turbo.held-bodies");
const shared = globalThis as { [HELD]?: { bytes: number } };

/** Counts what one body holds in memory while it comes in, for the whole process. */
export interface HeldBody {
  /** False where bodies hold too much already. */
  hold(bytes: number): boolean;
  /** Gives all of it back. */
  letGo(): void;
}

export function holdBody(limit: number): HeldBody {
  shared[HELD] ??= { bytes: 0 };
  const all = shared[HELD];
  let [size, counted] = [0, 0];
  return {
    hold(bytes) {
      size += bytes;
      const more = Math.max(0, size - FREE) - counted;
      counted += more;
      all.bytes += more;
      return counted === 0 || all.bytes <= AT_ONCE * limit;
    },
    letGo() {
      all.bytes -= counted;
      [size, counted] = [0, 0];
    },
  };
}
