import { createHash } from "node:crypto";
import { packText, unpackText } from "./packed-text.ts";
import { RecentlyUsed } from "./recently-used.ts";
import type { SharedCache, SharedState } from "./shared-cache.ts";

/** How often what was made is written for other processes, and how often is looked whether one of them cleared it. */
const PAUSE = 2_000;
/** What waits to be written, at most: while nothing takes it, more is not kept. */
const MOST_WAITING = 500;
/** Bytes in memory for each character of the text that a value was opened from, as measured on rendered texts. */
const HELD = 2;

/** A kind of thing that is made from a text. */
interface Kind<Value> {
  /** Names it, in statistics and in what is kept. */
  name: string;
  /** Makes the text that is kept. */
  make(): Promise<string>;
  /** What is wanted, from that text: held in memory as it is. */
  open(text: string): Promise<Value> | Value;
}

/** How often something was asked for, by where it came from. */
type Asked = Record<"memory" | "shared" | "made", number>;

interface CacheState {
  memory: { entries: number; bytes: number; most: number };
  /** By kind. */
  asked: Record<string, Asked>;
  shared: SharedState | null;
}

interface Options {
  /** Bytes. */
  memory: number;
  /** Milliseconds. */
  lasting: number;
  /** How long is waited for `shared`, in milliseconds. */
  patience: number;
  /** Says which Turbo made a thing: what another one made is not read. */
  maker: string;
  shared: SharedCache | null;
  /** Hears what was not written, and that is all that comes of it. */
  onFailure(error: unknown): void;
}

/**
 * Two levels: what is in use in memory, and what was made before, or elsewhere, in a shared cache. Everything is found by
 * all that it depends on, so that an entry is never stale and nobody is shown what was meant for another.
 */
export class Cache {
  readonly #options: Options;
  readonly #memory: RecentlyUsed<Promise<unknown>>;
  readonly #waiting = new Map<string, Uint8Array>();
  readonly #packing = new Set<Promise<void>>();
  readonly #asked: Record<string, Asked> = {};
  #timer: NodeJS.Timeout | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #mark: string | null | undefined;

  constructor(options: Options) {
    this.#options = options;
    this.#memory = new RecentlyUsed(options.memory, options.lasting);
  }

  /** What is made `of` a text that says everything the result depends on. Who asks while it is being made gets the same. */
  get<Value>(of: string, kind: Kind<Value>): Promise<Value> {
    this.#lookForClearing();
    const name = `${this.#options.maker}:${kind.name}:${createHash("sha256").update(of).digest("base64url")}`;
    const known = this.#memory.get(name) as Promise<Value> | undefined;
    if (known) {
      this.#count(kind.name, "memory");
      return known;
    }
    const found = this.#find(name, kind);
    const value = found.then(({ value }) => value);
    this.#memory.set(name, value, 0);
    found.then(
      ({ bytes }) => {
        // It may have been cleared meanwhile.
        if (this.#memory.get(name) === value) this.#memory.set(name, value, bytes);
      },
      () => this.#memory.delete(name),
    );
    return value;
  }

  async #find<Value>(name: string, kind: Kind<Value>): Promise<{ value: Value; bytes: number }> {
    const kept = await this.#read(name);
    if (kept !== null) {
      try {
        const value = await kind.open(kept);
        this.#count(kind.name, "shared");
        return { value, bytes: kept.length * HELD };
      } catch {
        // What cannot be read is made anew, and takes its place.
      }
    }
    this.#count(kind.name, "made");
    const text = await kind.make();
    this.#keep(name, text);
    return { value: await kind.open(text), bytes: text.length * HELD };
  }

  async #read(name: string): Promise<string | null> {
    const { shared, patience } = this.#options;
    if (!shared) return null;
    try {
      const bytes = this.#waiting.get(name) ?? (await within(patience, shared.read(name)));
      return bytes && unpackText(bytes);
    } catch {
      return null;
    }
  }

  #keep(name: string, text: string): void {
    if (!this.#options.shared || this.#waiting.size >= MOST_WAITING) return;
    const packing = packText(text).then((bytes) => {
      this.#waiting.set(name, bytes);
      this.#packing.delete(packing);
      this.#timer ??= setTimeout(() => this.settle(), PAUSE).unref();
    });
    this.#packing.add(packing);
  }

  /** Writes what was made and is not yet written. */
  async settle(): Promise<void> {
    await Promise.all(this.#packing);
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const entries = new Map(this.#waiting);
    this.#waiting.clear();
    if (entries.size === 0) return;
    await this.#options.shared?.write(entries).catch(this.#options.onFailure);
  }

  /** Forgets everything, here and in what is shared. */
  async clear(): Promise<void> {
    await Promise.all(this.#packing);
    this.#waiting.clear();
    this.#memory.clear();
    await this.#options.shared?.clear();
  }

  /** Another process may have cleared it: then what this one holds in memory goes as well, a moment later. */
  #lookForClearing(): void {
    const { shared } = this.#options;
    const now = performance.now();
    if (!shared || now - this.#lookedAt < PAUSE) return;
    this.#lookedAt = now;
    shared.cleared().then(
      (mark) => {
        if (this.#mark !== undefined && mark !== this.#mark) this.#memory.clear();
        this.#mark = mark;
      },
      () => undefined,
    );
  }

  #count(kind: string, from: keyof Asked): void {
    const asked = this.#asked[kind] ?? { memory: 0, shared: 0, made: 0 };
    this.#asked[kind] = asked;
    asked[from]++;
  }

  counts(): Pick<CacheState, "memory" | "asked"> {
    const { entries, bytes } = this.#memory;
    return { memory: { entries, bytes, most: this.#options.memory }, asked: this.#asked };
  }

  async state(): Promise<CacheState> {
    const shared = await this.#options.shared?.state().catch(() => null);
    return { ...this.counts(), shared: shared ?? null };
  }

  async close(): Promise<void> {
    await this.settle();
    await this.#options.shared?.close();
  }
}

async function within<T>(patience: number, promise: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, patience, null);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

const CACHE = Symbol.for("turbo.cache");
const shared = globalThis as { [CACHE]?: Cache | null };

/** Settles the cache of this process; null where nothing is to be kept. Bundlers load this module several times. */
export function settleCache(cache: Cache | null): void {
  shared[CACHE] = cache;
}

export function processCache(): Cache | null {
  return shared[CACHE] ?? null;
}

/** What is made of a text, from the cache of this process where there is one. */
export async function kept<Value>(of: string, kind: Kind<Value>): Promise<Value> {
  const cache = processCache();
  return cache ? cache.get(of, kind) : kind.open(await kind.make());
}
