import type { ReadContext } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { UNNAMED } from "#lib/core/session-name";
import { requireAgent } from "#lib/domain/agents/queries";
import { requireKey } from "#lib/domain/keys/key-rows";
import { maySeeAll } from "#lib/domain/people/policy";
import { requireUser } from "#lib/domain/people/user-rows";
import { requireProject } from "#lib/domain/projects/queries";
import { namedOperations } from "./named-operations.ts";
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
  async handle(ctx, { since, before, limit, session, key, request, user, operation, from, to }, project) {
    const within = {
      ...{ project, request, session: session === UNNAMED ? null : session },
      key: key === undefined ? undefined : (await (maySeeAll(ctx.actor) ? requireKey : requireAgent)(ctx, key)).id,
      user: user === undefined ? undefined : (await requireUser(ctx, user)).id,
      operations: operation && (await namedOperations(ctx.db, operation)),
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    };
    return since === undefined
      ? newestEvents(ctx.db, ctx.actor, { limit, below: before }, within)
      : eventsSince(ctx.db, ctx.actor, since, limit, within);
  },
});

async function named(ctx: ReadContext, project: string | undefined): Promise<string | null> {
  return project === undefined ? null : (await requireProject(ctx, project)).id;
}
