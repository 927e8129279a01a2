import type { FieldChanges, WriteContext } from "#lib/core/context";
import { hashPassword } from "#lib/core/password";
import {
  asShown,
  requireFreeNames,
  type StoredUser,
  storedUser,
  USER_ROW,
  userSubject,
  withUniqueNames,
} from "./user-rows.ts";

interface NewAccount extends Pick<StoredUser, "id" | "handle" | "name" | "email" | "role" | "projectIds"> {
  /** Null for who signs in otherwise. */
  password: string | null;
}

/** Writes a new account and says so. Throws `invalid` or `conflict` where its handle or e-mail is taken. */
export async function insertUser(
  ctx: WriteContext,
  { password, projectIds, ...own }: NewAccount,
  more: FieldChanges = {},
) {
  await requireFreeNames(ctx, own);
  const passwordHash = password === null ? null : await hashPassword(password);
  const limit = projectIds ? { projectIds } : {};
  const data = { ...own, ...limit, createdAt: ctx.now, updatedAt: ctx.now, passwordHash };
  const row = await withUniqueNames(ctx, () => ctx.db.user.create({ data, select: USER_ROW }));
  const user = await asShown(ctx, storedUser(row));
  const { handle, name, role, email } = own;
  ctx.changed({
    ...userSubject(user),
    fields: {
      created: [false, true],
      handle: [null, handle],
      name: [null, name],
      role: [null, role],
      projects: [null, user.projects],
      email: [null, email],
      ...more,
    },
  });
  return user;
}
