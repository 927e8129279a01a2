import type { ReactElement } from "react";

/** Characters of what is kept, at most: rendered they take about ten times as many bytes. */
const MOST = 300_000;

const kept = new Map<string, Promise<ReactElement>>();
let size = 0;

/**
 * What was rendered of the same text in the same surroundings before, or is rendered now; those not asked for the longest
 * leave first. `of` has to say everything that the result depends on, so that nobody is shown what was meant for another.
 */
export function keptRendering(of: string, render: () => Promise<ReactElement>): Promise<ReactElement> {
  const known = kept.get(of);
  if (known) {
    kept.delete(of);
    kept.set(of, known);
    return known;
  }
  const rendered = render();
  if (of.length > MOST) return rendered;
  kept.set(of, rendered);
  size += of.length;
  for (const oldest of kept.keys()) {
    if (size <= MOST) break;
    forget(oldest);
  }
  rendered.catch(() => forget(of));
  return rendered;
}

function forget(of: string): void {
  if (kept.delete(of)) size -= of.length;
}
