/** One acknowledged write of an agent to an issue. */
export interface Entry {
  /** The number of its event, which says what was first. */
  event: number;
  at: number;
  holder: string;
  issue: string;
  tool: string;
}

interface Holding {
  holder: string;
  until: number;
}

/** Who holds what, as far as can be told from acknowledgments alone; what contradicts another is kept as a collision. */
export class HoldingBook {
  readonly #lease: number;
  readonly #holdings = new Map<string, Holding>();
  #entries: Entry[] = [];
  /** Issues that were taken, or written to, while another held them. */
  readonly collisions: Entry[] = [];
  /** Writes under a lease that had run out. */
  readonly late: Entry[] = [];
  readonly taken: Entry[] = [];

  /** `lease` in milliseconds. */
  constructor(lease: number) {
    this.#lease = lease;
  }

  enter(entry: Entry): void {
    this.#entries.push(entry);
  }

  /** Reads what was entered since the last time, in the order in which it was committed. */
  settle(): void {
    for (const entry of this.#entries.toSorted((a, b) => a.event - b.event)) this.#read(entry);
    this.#entries = [];
  }

  /** A person ended what went on there: took back what was written, or sent it on. */
  forget(issue: string): void {
    this.#holdings.delete(issue);
  }

  #read(entry: Entry): void {
    const { issue, holder, at, tool } = entry;
    const held = this.#holdings.get(issue);
    const isLive = held !== undefined && held.until > at;
    if (isLive && held.holder !== holder) this.collisions.push(entry);
    if (tool === "start_work") {
      this.taken.push(entry);
      this.#holdings.set(issue, { holder, until: at + this.#lease });
    } else if (held?.holder === holder) {
      if (!isLive) this.late.push(entry);
      if (tool === "finish_work") this.#holdings.delete(issue);
      else held.until = at + this.#lease;
    }
  }
}
