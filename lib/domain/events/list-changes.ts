import type { ReadContext } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { UNNAMED } from "#lib/core/session-name";
import { requireAgent } from "#lib/domain/agents/queries";
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
  async handle(ctx, { since, before, limit, session, key, request }, project) {
    const within = {
      ...{ project, request, session: session === UNNAMED ? null : session },
      key: key === undefined ? undefined : (await requireAgent(ctx, key)).id,
    };
    return since === undefined
      ? newestEvents(ctx.db, ctx.actor, { limit, below: before }, within)
      : eventsSince(ctx.db, ctx.actor, since, limit, within);
  },
});

async function named(ctx: ReadContext, project: string | undefined): Promise<string | null> {
  return project === undefined ? null : (await requireProject(ctx, project)).id;
}
