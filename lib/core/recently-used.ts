interface Held<Value> {
  value: Value;
  bytes: number;
  /** When it is no longer held, in milliseconds of `performance.now()`. */
  until: number;
}

/** Values in memory, at most `most` bytes of them, each for `lasting` milliseconds; those not asked for the longest leave first. */
export class RecentlyUsed<Value> {
  readonly #held = new Map<string, Held<Value>>();
  readonly #most: number;
  readonly #lasting: number;
  #bytes = 0;

  constructor(most: number, lasting: number) {
    this.#most = most;
    this.#lasting = lasting;
  }

  get entries(): number {
    return this.#held.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(name: string, now = performance.now()): Value | undefined {
    const found = this.#held.get(name);
    if (!found) return undefined;
    this.delete(name);
    if (found.until <= now) return undefined;
    this.#put(name, found);
    return found.value;
  }

  /** What is larger than all the room is not held, and drives nothing out. */
  set(name: string, value: Value, bytes: number, now = performance.now()): void {
    this.delete(name);
    if (bytes > this.#most) return;
    this.#put(name, { value, bytes, until: now + this.#lasting });
    for (const oldest of this.#held.keys()) {
      if (this.#bytes <= this.#most) break;
      this.delete(oldest);
    }
  }

  delete(name: string): void {
    this.#bytes -= this.#held.get(name)?.bytes ?? 0;
    this.#held.delete(name);
  }

  clear(): void {
    this.#held.clear();
    this.#bytes = 0;
  }

  #put(name: string, held: Held<Value>): void {
    this.#held.set(name, held);
    this.#bytes += held.bytes;
  }
}
