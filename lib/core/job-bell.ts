const BELL = Symbol.for("turbo.job-bell");
const shared = globalThis as { [BELL]?: Set<() => void> };

/** Who listens, known once in a process: bundlers load this module several times. */
function listeners(): Set<() => void> {
  shared[BELL] ??= new Set();
  return shared[BELL];
}

/** Says in this process that there may be something to do; others find it by looking. */
export function ringForJobs(): void {
  for (const listener of listeners()) listener();
}

/** Calls back whenever it rings; answers the function that ends it. */
export function onJobs(listener: () => void): () => void {
  listeners().add(listener);
  return () => listeners().delete(listener);
}
