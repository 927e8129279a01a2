import { fold } from "#lib/core/fold";
import type { SpannedProject } from "./initiative-row.ts";

/** Projects each once, in the order of their names. */
export function eachProjectOnce(projects: readonly SpannedProject[]): SpannedProject[] {
  const unique = [...new Map(projects.map(({ id, key, name }) => [id, { id, key, name }])).values()];
  return unique.sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1));
}
