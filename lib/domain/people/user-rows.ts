import { projectIdsOf } from "#lib/core/actor";
import type { ReadContext, WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { noSuch } from "#lib/core/likeliest";
import { keysOfLimits } from "#lib/domain/projects/limit";
import type { UserRow } from "./schema.ts";

/** The columns of a user that may leave the database. */
export const USER_ROW = {
  id: true,
  handle: true,
  name: true,
  email: true,
  role: true,
  projectIds: true,
  createdAt: true,
  disabledAt: true,
  version: true,
} as const;

/** A user as it is stored. */
export interface StoredUser extends Omit<UserRow, "projects" | "createdAt" | "disabledAt"> {
  projectIds: string[] | null;
  createdAt: Date;
  disabledAt: Date | null;
}

export function storedUser<Columns extends { projectIds: unknown }>(row: Columns) {
  return { ...row, projectIds: projectIdsOf(row.projectIds) };
}

/** People as the actor is told of them: who is limited to some projects learns no address, and of no other project. */
export async function allShown(ctx: ReadContext, users: readonly StoredUser[]) {
  const keysOf = await keysOfLimits(
    ctx,
    users.map(({ projectIds }) => projectIds),
  );
  return users.map(({ projectIds, email, ...user }) => ({
    ...user,
    email: ctx.actor.projectIds === null ? email : null,
    projects: keysOf(projectIds),
  }));
}

/** One person as the actor is told of them. */
export async function asShown(ctx: ReadContext, user: StoredUser) {
  const [shown] = await allShown(ctx, [user]);
  if (!shown) throw new Error("unreachable");
  return shown;
}

/** The user of a handle or id, disabled ones included; throws `not_found` naming the likeliest. */
export async function requireUser(ctx: ReadContext, ref: string): Promise<StoredUser> {
  const handle = ref.replace(/^@/, "").toLowerCase();
  const where = { system: false, OR: [{ handle }, { id: handle }] };
  const found = await ctx.db.user.findFirst({ where, select: USER_ROW });
  if (found) return storedUser(found);
  const known = await ctx.db.user.findMany({
    where: { system: false },
    select: { handle: true },
    orderBy: { handle: "asc" },
    take: 200,
  });
  const handles = known.map((user) => user.handle);
  throw new TurboError("not_found", noSuch("person", ref, handles), {
    fields: [{ path: "user", message: "There is no such person.", allowed: handles.slice(0, 20) }],
  });
}

/** Refuses a handle or e-mail that somebody else has. */
export async function requireFreeNames(
  ctx: WriteContext,
  { handle, email }: { handle?: string; email?: string | null },
  ownId?: string,
): Promise<void> {
  const names = [...(handle ? [{ handle }] : []), ...(email ? [{ email }] : [])];
  if (names.length === 0) return;
  const where = { OR: names, ...(ownId ? { id: { not: ownId } } : {}) };
  const other = await ctx.db.user.findFirst({ where, select: { handle: true } });
  if (!other) return;
  const path = other.handle === handle ? "handle" : "email";
  const message =
    path === "handle" ? `The handle ${handle} is taken.` : `The e-mail ${email} belongs to ${other.handle}.`;
  throw new TurboError("invalid", message, { fields: [{ path, message }] });
}

/** Writes a handle or e-mail; one taken in the same moment is a conflict. */
export async function withUniqueNames<Value>(ctx: WriteContext, write: () => Promise<Value>): Promise<Value> {
  try {
    return await write();
  } catch (error) {
    if (!ctx.database.isDuplicate(error)) throw error;
    throw new TurboError("conflict", "Somebody took this handle or e-mail a moment ago. Choose another.", {
      cause: error,
    });
  }
}

/** What `changed` is told of a user. */
export function userSubject(user: Pick<UserRow, "id" | "handle">) {
  return { kind: "user", id: user.id, key: user.handle, projectId: null };
}
