import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { hashPassword } from "#lib/core/password";
import { requireNoAgent, requireNoReplay } from "./policy.ts";
import { NewUser, UserRow } from "./schema.ts";
import { requireFreeNames, USER_ROW, userSubject, withUniqueNames } from "./user-rows.ts";

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
  async handle(ctx, { password, email = null, ...given }) {
    await requireFreeNames(ctx, { handle: given.handle, email });
    const passwordHash = await hashPassword(password);
    const row = { id: newId(), createdAt: ctx.now, updatedAt: ctx.now, email, passwordHash, ...given };
    const user = await withUniqueNames(ctx, () => ctx.db.user.create({ data: row, select: USER_ROW }));
    const { handle, name, role } = given;
    ctx.changed({
      ...userSubject(user),
      fields: {
        created: [false, true],
        handle: [null, handle],
        name: [null, name],
        role: [null, role],
        email: [null, email],
      },
    });
    return user;
  },
});
