import type { ReadContext } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { requireProject } from "#lib/domain/projects/queries";
import { eventsSince, newestEvents } from "./queries.ts";
import { Changes, ChangesSince } from "./schema.ts";

export const listChanges = defineOperation({
  name: "changes.since",
  summary:
    "The newest that happened, or what happened after an event number, in order; ask again from last and nothing is missed.",
  access: "read",
  reach: "projects",
  rest: "GET /changes",
  input: ChangesSince,
  output: Changes,
  authorize: (ctx, { project }) => named(ctx, project),
  handle(ctx, { since, limit, session, request }, project) {
    const within = { project, session, request };
    return since === undefined
      ? newestEvents(ctx.db, ctx.actor, limit, within)
      : eventsSince(ctx.db, ctx.actor, since, limit, within);
  },
});

async function named(ctx: ReadContext, project: string | undefined): Promise<string | null> {
  return project === undefined ? null : (await requireProject(ctx, project)).id;
}
