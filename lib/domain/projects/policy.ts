import { type Actor, hasScope } from "#lib/core/actor";

/** People and keys may be limited to some projects; what lies in the others does not exist for them. */
export function maySeeProject(actor: Actor, projectId: string): boolean {
  return actor.projectIds === null || actor.projectIds.includes(projectId);
}

/** Why an actor puts no project in the bin, with all that lies in it; null where it may. */
export function whyNotBinProject(actor: Actor): string | null {
  if (actor.key?.kind !== "agent" || hasScope(actor, "admin")) return null;
  return `An agent puts no project in the bin: the key "${actor.key.name}" has scope ${actor.scope}. Ask a person, or use an agent's key of scope admin.`;
}
