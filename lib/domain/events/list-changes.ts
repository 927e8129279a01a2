import type { ReadContext } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { requireProject } from "#lib/domain/projects/queries";
import { eventsSince } from "./queries.ts";
import { Changes, ChangesSince } from "./schema.ts";

export const listChanges = defineOperation({
  name: "changes.since",
  summary: "What happened after an event number, in order; ask again from last and nothing is missed.",
  access: "read",
  reach: "projects",
  rest: "GET /changes",
  input: ChangesSince,
  output: Changes,
  authorize: (ctx, { project }) => named(ctx, project),
  handle: (ctx, { since, limit }, project) => eventsSince(ctx.db, ctx.actor, since, limit, project),
});

async function named(ctx: ReadContext, project: string | undefined): Promise<string | null> {
  return project === undefined ? null : (await requireProject(ctx, project)).id;
}
