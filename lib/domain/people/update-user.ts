import type { Role } from "#lib/core/actor";
import { bindings } from "#lib/core/bindings";
import { requireVersion } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { keysOfLimits } from "#lib/domain/projects/limit";
import { requireAnotherOwner } from "./another-owner.ts";
import { requireLimitFor } from "./limit-for.ts";
import { requireMayGive, runsTurbo } from "./policy.ts";
import { requireChangeable } from "./require-changeable.ts";
import { UserChanges, UserRow } from "./schema.ts";
import { asShown, userSubject } from "./user-rows.ts";

export const updateUser = defineOperation({
  name: "users.update",
  summary: "Change a person's role or the projects they are of; sign-ins and keys follow at once, open links end.",
  access: "admin",
  reach: "workspace",
  rest: "PATCH /users/:user",
  input: UserChanges,
  output: UserRow,
  async authorize(ctx, { user: ref, role, projects }) {
    const user = await requireChangeable(ctx, ref, "The list of people");
    if (role) requireMayGive(ctx.actor, role);
    return { user, limit: await requireLimitFor(ctx, role ?? user.role, projects) };
  },
  async handle(ctx, input, { user, limit }) {
    requireVersion(user.handle, input.version, await asShown(ctx, user));
    const { role = user.role } = input;
    const keeps = input.projects === undefined && !runsTurbo(role);
    const projectIds = keeps ? user.projectIds : (limit?.projectIds ?? null);
    const keysOf = await keysOfLimits(ctx, [user.projectIds, projectIds]);
    ctx.changed({
      ...userSubject(user),
      fields: { role: [user.role, role], projects: [keysOf(user.projectIds), keysOf(projectIds)] },
    });
    const isSame = role === user.role && JSON.stringify(projectIds) === JSON.stringify(user.projectIds);
    if (isSame) return asShown(ctx, user);
    if (user.role === "owner" && role !== "owner") await requireAnotherOwner(ctx, user);
    await write(ctx, user.id, { role, projectIds });
    // What was made for or by them in another role is not good for this one.
    await ctx.db.oneTimeToken.deleteMany({ where: { OR: [{ userId: user.id }, { byId: user.id }], usedAt: null } });
    return asShown(ctx, { ...user, role, projectIds, version: user.version + 1 });
  },
});

/** In SQL, which alone can empty a JSON column in what both databases share. */
async function write(
  { db, database, now }: WriteContext,
  id: string,
  { role, projectIds }: { role: Role; projectIds: string[] | null },
): Promise<void> {
  const data = { role, updatedAt: now, version: { increment: 1 } };
  await db.user.updateMany({ where: { id }, data: projectIds ? { ...data, projectIds } : data });
  if (projectIds) return;
  const { values, bind } = bindings(database.engine);
  await db.$executeRawUnsafe(`UPDATE "User" SET "projectIds" = NULL WHERE "id" = ${bind(id)}`, ...values);
}
