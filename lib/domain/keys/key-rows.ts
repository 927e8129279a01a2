import type { z } from "zod";
import { projectIdsOf, reachesAccount } from "#lib/core/actor";
import { KEY_MARK } from "#lib/core/api-key";
import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import { inOrderOf } from "#lib/domain/lists/list-page";
import { maySeeAll, requireOver } from "#lib/domain/people/policy";
import { keysOfLimits } from "#lib/domain/projects/limit";
import type { ApiKey } from "./schema.ts";

/** Characters of a key that are kept to know it by. Of a whole key pasted by mistake, no more is looked at. */
const PREFIX_LENGTH = 14;

/** The columns of a key that may leave the database: never its hash. */
const KEY_ROW = {
  id: true,
  name: true,
  kind: true,
  scope: true,
  prefix: true,
  projectIds: true,
  expiresAt: true,
  lastUsedAt: true,
  oldEndsAt: true,
  revokedAt: true,
  createdAt: true,
  user: { select: { handle: true } },
} as const;

/** Keys by id as they are shown, in the order of `ids`. */
export async function findKeys(ctx: ReadContext, ids: readonly string[]): Promise<z.input<typeof ApiKey>[]> {
  const rows = await ctx.db.apiKey.findMany({ where: { id: { in: [...ids] } }, select: KEY_ROW });
  const keysOf = await keysOfLimits(
    ctx,
    rows.map((row) => projectIdsOf(row.projectIds)),
  );
  return inOrderOf(ids, rows).map(({ user, projectIds, oldEndsAt, ...shown }) => {
    const projects = keysOf(projectIdsOf(projectIds));
    const overlaps = oldEndsAt !== null && oldEndsAt > ctx.now && !shown.revokedAt;
    return { ...shown, user: user.handle, projects, oldEndsAt: overlaps ? oldEndsAt : null };
  });
}

/**
 * One's own key (or anybody's, for who may see all) by id, prefix or name; throws `not_found`. A key that is not for its person's
 * account finds itself only: whether any other is there, `forbidden` does not tell.
 */
export async function requireKey(ctx: ReadContext, ref: string) {
  const { actor } = ctx;
  const whose = maySeeAll(actor) ? {} : reachesAccount(actor) ? { userId: actor.user.id } : { id: actor.key?.id };
  const found = await ctx.db.apiKey.findMany({
    where: { AND: [namedSo(ref), whose] },
    select: FOUND,
    orderBy: { id: "asc" },
    take: 20,
  });
  const own = found.filter(({ userId }) => userId === actor.user.id);
  const [key, another] = own.length > 0 ? own : found;
  if (key && (!another || !isName(ref))) {
    requireOver(actor, key.user);
    return key;
  }
  if (another) throw severalOfName(ref, own.length > 0 ? own : found);
  if (!reachesAccount(actor)) {
    throw new TurboError(
      "forbidden",
      `The key "${actor.key?.name}" revokes itself only. Sign in to revoke others, or use a key of scope admin that is not limited to projects.`,
    );
  }
  const given = isName(ref) || isId(ref) ? ref : ref.slice(0, PREFIX_LENGTH);
  throw new TurboError("not_found", `You have no key "${given}". The list of your keys shows their ids and prefixes.`, {
    fields: [{ path: "key", message: "There is no such key." }],
  });
}

const FOUND = {
  id: true,
  userId: true,
  name: true,
  prefix: true,
  hash: true,
  expiresAt: true,
  oldEndsAt: true,
  revokedAt: true,
  user: { select: { id: true, handle: true, role: true } },
} as const;

/** Whatever begins like a key is taken for one: its secret is not to be repeated. */
const isName = (ref: string) => !isId(ref) && !ref.startsWith(KEY_MARK);

/** Of the keys of one name, those that were revoked are no longer meant. */
function namedSo(ref: string) {
  if (isId(ref)) return { id: ref.toLowerCase() };
  return isName(ref) ? { name: ref, revokedAt: null } : { prefix: ref.slice(0, PREFIX_LENGTH) };
}

function severalOfName(name: string, keys: readonly { prefix: string }[]): TurboError {
  const prefixes = keys.map(({ prefix }) => prefix);
  const message = `Several keys are called "${name}". Give the prefix of one: ${prefixes.join(", ")}.`;
  return new TurboError("invalid", message, { fields: [{ path: "key", message, allowed: prefixes }] });
}

/** What `changed` is told of a key. */
export function keySubject(key: { id: string; prefix: string }) {
  return { kind: "key", id: key.id, key: key.prefix, projectId: null };
}
