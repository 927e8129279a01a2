import type { FieldChanges, WriteContext } from "#lib/core/context";
import { hashPassword } from "#lib/core/password";
import type { UserRow } from "./schema.ts";
import { requireFreeNames, USER_ROW, userSubject, withUniqueNames } from "./user-rows.ts";

interface NewAccount extends Pick<UserRow, "id" | "handle" | "name" | "email" | "role"> {
  password: string;
}

/** Writes a new account and says so. Throws `invalid` or `conflict` where its handle or e-mail is taken. */
export async function insertUser(ctx: WriteContext, { password, ...own }: NewAccount, more: FieldChanges = {}) {
  await requireFreeNames(ctx, own);
  const passwordHash = await hashPassword(password);
  const data = { ...own, createdAt: ctx.now, updatedAt: ctx.now, passwordHash };
  const user = await withUniqueNames(ctx, () => ctx.db.user.create({ data, select: USER_ROW }));
  const { handle, name, role, email } = own;
  ctx.changed({
    ...userSubject(user),
    fields: {
      created: [false, true],
      handle: [null, handle],
      name: [null, name],
      role: [null, role],
      email: [null, email],
      ...more,
    },
  });
  return user;
}
