import type { Actor } from "#lib/core/actor";

/** A key may be limited to some projects; what lies in the others does not exist for it. */
export function maySeeProject(actor: Actor, projectId: string): boolean {
  return actor.projectIds === null || actor.projectIds.includes(projectId);
}
