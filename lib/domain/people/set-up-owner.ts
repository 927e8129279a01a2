import { TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { hashPassword } from "#lib/core/password";
import { requireNoReplay } from "./policy.ts";
import { FirstOwner, UserRow } from "./schema.ts";
import { asShown, requireFreeNames, storedUser, USER_ROW, userSubject, withUniqueNames } from "./user-rows.ts";

/** A row that set-ups at the same moment take turns on. */
const TURN = "owner_set_up";

export const setUpOwner = defineOperation({
  name: "owner.set_up",
  summary: "Make the first owner who can sign in with a password.",
  access: "admin",
  reach: "workspace",
  rest: null,
  input: FirstOwner,
  output: UserRow,
  authorize: requireNoReplay,
  async handle(ctx, { password, email = null, ...given }) {
    const turn = { updatedAt: ctx.now, value: true };
    await ctx.db.setting.upsert({ where: { name: TURN }, create: { name: TURN, ...turn }, update: turn });
    const owners = await ctx.db.user.findMany({
      where: { role: "owner", system: false, disabledAt: null },
      select: { id: true, handle: true, passwordHash: true },
      orderBy: { id: "asc" },
    });
    if (owners.some((owner) => owner.passwordHash !== null)) {
      throw new TurboError("refused", "Turbo is set up already. Sign in instead.");
    }
    const local = owners[0]; // the owner of local mode gets the password, and keeps everything
    await requireFreeNames(ctx, { handle: given.handle, email }, local?.id);
    const fields = { ...given, email, passwordHash: await hashPassword(password), updatedAt: ctx.now };
    const user = await withUniqueNames(ctx, () =>
      local
        ? ctx.db.user.update({
            where: { id: local.id },
            data: { ...fields, version: { increment: 1 } },
            select: USER_ROW,
          })
        : ctx.db.user.create({
            data: { id: newId(), createdAt: ctx.now, role: "owner", ...fields },
            select: USER_ROW,
          }),
    );
    ctx.changed({
      ...userSubject(user),
      fields: {
        created: [local !== undefined, true],
        handle: [local?.handle ?? null, user.handle],
        password: [null, "set"],
      },
    });
    return asShown(ctx, storedUser(user));
  },
});
