import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { insertUser } from "./insert-user.ts";
import { requireNoAgent, requireNoReplay } from "./policy.ts";
import { NewUser, UserRow } from "./schema.ts";

export const createUser = defineOperation({
  name: "users.create",
  summary: "Add a person, with a first password.",
  access: "admin",
  reach: "workspace",
  rest: "POST /users",
  input: NewUser,
  output: UserRow,
  authorize(ctx) {
    requireNoAgent(ctx.actor, "The list of people");
    requireNoReplay(ctx);
  },
  handle: (ctx, { email = null, ...given }) => insertUser(ctx, { id: newId(), email, ...given }),
});
