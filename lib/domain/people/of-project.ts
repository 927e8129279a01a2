import { projectIdsOf } from "#lib/core/actor";
import type { ReadContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { requirePerson } from "./queries.ts";
import type { Person } from "./schema.ts";

/** Whether a person with this limit, as stored, sees a project. */
export function isOfProject(limit: unknown, projectId: string): boolean {
  return projectIdsOf(limit)?.includes(projectId) ?? true;
}

/** Refuses to give work to a person who would not see it. */
export function requireOfProject(
  { handle, limit }: { handle: string; limit: unknown },
  project: { id: string; key: string },
  path = "assignee",
): void {
  if (isOfProject(limit, project.id)) return;
  throw invalidField(path, `${handle} is not of the project ${project.key} and would not see it. Name somebody else.`);
}

/** The person of a handle, who is to see what lies in a project. Throws `invalid`. */
export async function requirePersonOf(
  ctx: ReadContext,
  ref: string,
  path: string,
  project: { id: string; key: string },
): Promise<Person> {
  const person = await requirePerson(ctx, ref, path);
  const where = { id: person.id };
  const { projectIds: limit } = await ctx.db.user.findUniqueOrThrow({ where, select: { projectIds: true } });
  requireOfProject({ handle: person.handle, limit }, project, path);
  return person;
}
