import { channel } from "node:diagnostics_channel";

/** `away`: the database does not answer. `storage`: it answers, and its disk takes nothing or fails. */
export type Trouble = "away" | "storage";

const TOLD = channel("turbo.database.trouble");
const LAST = Symbol.for("turbo.database.trouble");
const shared = globalThis as { [LAST]?: Set<Trouble> };

/** Notes that the database could not be used; `reason` is what its driver called it. */
export function tellTrouble(trouble: Trouble, reason: string): void {
  shared[LAST] ??= new Set();
  shared[LAST].add(trouble);
  TOLD.publish({ trouble, reason });
}

/** Was there such trouble since the database was last seen well? */
export function hadTrouble(trouble: Trouble): boolean {
  return shared[LAST]?.has(trouble) ?? false;
}

export function endTrouble(trouble: Trouble): void {
  shared[LAST]?.delete(trouble);
}

/** Calls back each time there is trouble; answers what stops that. */
export function onTrouble(hear: (trouble: Trouble, reason: string) => void): () => void {
  const listener = (message: unknown) => {
    const { trouble, reason } = message as { trouble: Trouble; reason: string };
    hear(trouble, reason);
  };
  TOLD.subscribe(listener);
  return () => void TOLD.unsubscribe(listener);
}
