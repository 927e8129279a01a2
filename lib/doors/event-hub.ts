import type { Database } from "#lib/db/database";

const HUB = Symbol.for("turbo.event-hub");

interface Hub {
  listeners: Set<() => void>;
  stop: (() => void) | null;
  /** Open streams by who listens. */
  open: Map<string, number>;
  /** What ends each open stream, so that its listener comes back later. */
  endings: Set<() => void>;
}

const shared = globalThis as { [HUB]?: Hub };

function hub(): Hub {
  shared[HUB] ??= { listeners: new Set(), stop: null, open: new Map(), endings: new Set() };
  return shared[HUB];
}

/** Calls back when events were committed; all listeners of a process share one wake-up from the database. */
export function onNewEvents(database: Database, listener: () => void): () => void {
  const { listeners } = hub();
  listeners.add(listener);
  hub().stop ??= database.onEvents(() => {
    for (const wake of listeners) wake();
  });
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    hub().stop?.();
    hub().stop = null;
  };
}

/** Takes one of the streams that `who` may hold open; answers what gives it back, or null when there are enough. */
export function openStream(who: string, most: number): (() => void) | null {
  const { open } = hub();
  const held = open.get(who) ?? 0;
  if (held >= most) return null;
  open.set(who, held + 1);
  let given = false;
  return () => {
    if (given) return;
    given = true;
    const left = (open.get(who) ?? 1) - 1;
    if (left > 0) open.set(who, left);
    else open.delete(who);
  };
}

/** Streams that are open in this process. */
export function openStreams(): number {
  return [...hub().open.values()].reduce((sum, held) => sum + held, 0);
}

/** Calls back when all streams are to end; answers what forgets it. */
export function onEndOfStreams(end: () => void): () => void {
  const { endings } = hub();
  endings.add(end);
  return () => endings.delete(end);
}

/** Ends every open stream of this process with the advice to come back. */
export function endStreams(): void {
  for (const end of hub().endings) end();
}
