import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { insertUser } from "./insert-user.ts";
import { requireLimitFor } from "./limit-for.ts";
import { requireMayGive, requireNoAgent, requireNoReplay } from "./policy.ts";
import { NewUser, UserRow } from "./schema.ts";

export const createUser = defineOperation({
  name: "users.create",
  summary: "Add a person, with a first password.",
  access: "admin",
  reach: "workspace",
  rest: "POST /users",
  input: NewUser,
  output: UserRow,
  authorize(ctx, { role, projects }) {
    requireNoAgent(ctx.actor, "The list of people");
    requireNoReplay(ctx);
    requireMayGive(ctx.actor, role);
    return requireLimitFor(ctx, role, projects);
  },
  handle: (ctx, { email = null, projects: _, ...given }, limit) =>
    insertUser(ctx, { id: newId(), email, projectIds: limit?.projectIds ?? null, ...given }),
});
