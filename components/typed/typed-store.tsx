/** What was typed of one thing and is not saved yet: of each changed field what it was when the typing began, and what it is. */
export type Changes = Readonly<Record<string, { base: unknown; value: unknown }>>;

export interface Kept {
  readonly changes: Changes;
  /** When the first of it was typed, in milliseconds. */
  readonly since: number;
  readonly at: number;
}

type Box = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const PREFIX = "turbo.typed.";
const MONTH = 30 * 24 * 3_600_000;
/** Characters that all of it takes in the browser's storage, at most; most browsers give a site five million. */
const MOST = 4_000_000;

/**
 * Keeps what people type on their device until it is saved or thrown away. Names say whose it is and of what. Each page
 * that is loaded writes under a mark of its own, so that two tabs never write over each other's words.
 */
export class TypedStore {
  private readonly known = new Map<string, { kept: Kept | null; from: string[] }>();
  private readonly watchers = new Set<() => void>();
  private readonly box: () => Box;
  private readonly mark: string;

  /** `box` may throw: a browser that keeps nothing still lets people type. */
  constructor(box: () => Box, mark: string) {
    this.box = box;
    this.mark = mark;
  }

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  read(name: string): Kept | null {
    return this.entry(name).kept;
  }

  /** Looks again for what another tab, or this one before it broke down, has left. */
  look(name: string): void {
    if (this.read(name)) return;
    this.known.delete(name);
    if (this.read(name)) this.tell();
  }

  /** Answers whether the browser had room for it; where it had none, it lives as long as the page. */
  write(name: string, changes: Changes): boolean {
    const { kept: before, from } = this.entry(name);
    const now = Date.now();
    const kept = { changes, since: before?.since ?? now, at: now };
    const key = this.keyOf(name);
    this.known.set(name, { kept, from: [key] });
    const done = this.put(key, JSON.stringify(kept));
    if (done) this.remove(from.filter((one) => one !== key));
    this.tell();
    return done;
  }

  /** Forgets it: it is saved, or thrown away on purpose. Answers what it was. */
  drop(name: string): Kept | null {
    const { kept, from } = this.entry(name);
    this.known.set(name, { kept: null, from: [] });
    this.remove(from);
    if (kept) this.tell();
    return kept;
  }

  /** Another tab has saved or thrown away what was found here and not touched. */
  gone(key: string): void {
    for (const [name, { kept, from }] of this.known) {
      if (!kept || !from.includes(key) || key === this.keyOf(name)) continue;
      this.known.set(name, { kept: null, from: [] });
      this.tell();
    }
  }

  /** Lets go what is older than a month, what cannot be read, and the oldest of more than fits. */
  tidy(room = MOST): void {
    const now = Date.now();
    let sum = 0;
    const newestFirst = this.all().sort((one, other) => other.at - one.at);
    this.remove(
      newestFirst.flatMap(({ key, at, length }) => {
        sum += length;
        return now - at > MONTH || sum > room ? [key] : [];
      }),
    );
  }

  /** Do these words stand in anything that is kept? */
  mentions(words: string): boolean {
    return this.all().some(({ kept }) => JSON.stringify(kept).includes(words));
  }

  private entry(name: string) {
    const known = this.known.get(name);
    if (known) return known;
    const [newest] = this.all(this.keyOf(name, ""))
      .filter(({ kept }) => kept)
      .sort((one, other) => other.at - one.at);
    const found = { kept: newest?.kept ?? null, from: newest ? [newest.key] : [] };
    this.known.set(name, found);
    return found;
  }

  private all(prefix = PREFIX): { key: string; at: number; length: number; kept: Kept | null }[] {
    try {
      const box = this.box();
      const keys = Array.from({ length: box.length }, (_, place) => box.key(place) ?? "");
      return keys.flatMap((key) => {
        if (!key.startsWith(prefix)) return [];
        const text = box.getItem(key) ?? "";
        const kept = parse(text);
        return [{ key, at: kept?.at ?? 0, length: key.length + text.length, kept }];
      });
    } catch {
      return [];
    }
  }

  private put(key: string, text: string): boolean {
    const set = () => {
      try {
        this.box().setItem(key, text);
        return true;
      } catch {
        return false;
      }
    };
    if (set()) return true;
    if (text.length > MOST / 2) return false;
    this.tidy(MOST - 2 * text.length);
    return set();
  }

  private remove(keys: readonly string[]): void {
    try {
      for (const key of keys) this.box().removeItem(key);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }

  private keyOf(name: string, mark = this.mark): string {
    return `${PREFIX}${name}|${mark}`;
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}

function parse(text: string): Kept | null {
  try {
    const kept = JSON.parse(text) as Partial<Kept> | null;
    return kept?.changes && typeof kept.since === "number" && typeof kept.at === "number" ? (kept as Kept) : null;
  } catch {
    return null;
  }
}

const mark = Math.random().toString(36).slice(2);

/** The one store of this page. */
export const typedStore = new TypedStore(() => localStorage, mark);

if (typeof window !== "undefined") {
  window.addEventListener("storage", ({ key, newValue }) => key && newValue === null && typedStore.gone(key));
  setTimeout(() => typedStore.tidy(), 5000);
}
