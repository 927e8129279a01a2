import { addTo } from "#lib/core/metrics";
import { type Post, type Posted, post } from "./post.ts";

export interface SenderOptions<Item> {
  /** What is sent, as the metrics have it. */
  signal: "traces" | "errors";
  /** How much an item counts; 1 where absent. */
  weigh?: (item: Item) => number;
  /** How much waits at most; what comes beyond is dropped. */
  most: number;
  /** How much goes together. */
  batch: number;
  /** Of some items. */
  postOf: (items: readonly Item[]) => Post;
  /** Told, once a minute at most, why nothing is taken. */
  onTrouble: (reason: string) => void;
  /** How often is looked whether there is something to send, in milliseconds. */
  everyMs?: number;
  /** How long an answer is waited for, in milliseconds. */
  patienceMs?: number;
}

export interface Sender<Item> {
  /** Keeps it to be sent, if there is room. Never waits and never throws. */
  put(item: Item): void;
  /** Sends what is left, for so many milliseconds at most. */
  close(limitMs: number): Promise<void>;
}

/** The pause after a first failure, which doubles with each, and the longest, in milliseconds. */
const PAUSE = 1_000;
const LONGEST = 60_000;

/** Sends things in the background. Where the other side is away, slow or has enough, they wait in bounded room. */
export function makeSender<Item>(options: SenderOptions<Item>): Sender<Item> {
  const { signal, weigh = () => 1, most, batch, postOf, onTrouble, everyMs = 1_000, patienceMs = 10_000 } = options;
  // What is weighed once stays as heavy: it may grow while it waits.
  let waiting: { item: Item; heavy: number }[] = [];
  let weight = 0;
  let failures = 0;
  let notBefore = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  let sending: Promise<void> | null = null;
  const ending = new AbortController();

  const count = (outcome: "sent" | "dropped", by: number) => addTo("turbo_telemetry_total", { signal, outcome }, by);

  function firstItems(): { items: Item[]; weight: number } {
    let [count, sum] = [0, 0];
    for (const { heavy } of waiting) {
      if (count > 0 && sum + heavy > batch) break;
      count += 1;
      sum += heavy;
    }
    return { items: waiting.slice(0, count).map(({ item }) => item), weight: sum };
  }

  function settle(posted: Posted, part: { items: Item[]; weight: number }): void {
    if (posted.state !== "later") {
      waiting = waiting.slice(part.items.length);
      weight -= part.weight;
      count(posted.state === "taken" ? "sent" : "dropped", part.weight);
    }
    if (posted.state === "taken") {
      failures = 0;
      return;
    }
    if (posted.state === "later") {
      notBefore = performance.now() + (posted.afterMs ?? Math.min(LONGEST, PAUSE * 2 ** failures));
      failures += 1;
    }
    if (ending.signal.aborted || performance.now() - saidAt < 60_000) return;
    saidAt = performance.now();
    onTrouble(posted.reason);
  }

  async function sendAll(limit: AbortSignal): Promise<void> {
    while (waiting.length > 0 && performance.now() >= notBefore && !limit.aborted) {
      const part = firstItems();
      const patience = AbortSignal.any([limit, AbortSignal.timeout(patienceMs)]);
      settle(await post(postOf(part.items), patience), part);
    }
  }

  function look(limit = ending.signal): Promise<void> {
    sending ??= sendAll(limit).finally(() => {
      sending = null;
    });
    return sending;
  }

  // A timer of its own, so that nothing is sent in the name of whichever request came last.
  const timer = setInterval(() => {
    if (waiting.length > 0) void look();
  }, everyMs).unref();

  return {
    put(item) {
      const heavy = weigh(item);
      if (weight + heavy > most) return count("dropped", heavy);
      waiting.push({ item, heavy });
      weight += heavy;
    },
    async close(limitMs) {
      clearInterval(timer);
      const over = setTimeout(() => ending.abort(), limitMs);
      await look();
      await look();
      clearTimeout(over);
      ending.abort();
    },
  };
}
