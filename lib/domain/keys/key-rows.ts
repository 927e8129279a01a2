import type { z } from "zod";
import { reachesAccount } from "#lib/core/actor";
import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import { inOrderOf } from "#lib/domain/lists/list-page";
import { maySeeAll } from "#lib/domain/people/policy";
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
  revokedAt: true,
  createdAt: true,
  user: { select: { handle: true } },
} as const;

/** Keys by id as they are shown, in the order of `ids`. */
export async function findKeys(ctx: ReadContext, ids: readonly string[]): Promise<z.input<typeof ApiKey>[]> {
  const rows = await ctx.db.apiKey.findMany({ where: { id: { in: [...ids] } }, select: KEY_ROW });
  const projectKeys = await findProjectKeys(ctx, [...new Set(rows.flatMap((row) => limitOf(row.projectIds) ?? []))]);
  return inOrderOf(ids, rows).map(({ user, projectIds, ...shown }) => {
    const projects = limitOf(projectIds)?.flatMap((project) => projectKeys.get(project) ?? []) ?? null;
    return { ...shown, user: user.handle, projects };
  });
}

/**
 * One's own key (or anybody's, for who may see all) by id or prefix; throws `not_found`. A key that is not for its person's
 * account finds itself only: whether any other is there, `forbidden` does not tell.
 */
export async function requireKey(ctx: ReadContext, ref: string) {
  const { actor } = ctx;
  const named = isId(ref) ? { id: ref.toLowerCase() } : { prefix: ref.slice(0, PREFIX_LENGTH) };
  const whose = maySeeAll(actor) ? {} : reachesAccount(actor) ? { userId: actor.user.id } : { id: actor.key?.id };
  const select = { id: true, name: true, prefix: true, revokedAt: true } as const;
  const found = await ctx.db.apiKey.findFirst({
    where: { AND: [named, whose] },
    select,
    orderBy: { id: "asc" },
  });
  if (found) return found;
  if (!reachesAccount(actor)) {
    throw new TurboError(
      "forbidden",
      `The key "${actor.key?.name}" revokes itself only. Sign in to revoke others, or use a key of scope admin that is not limited to projects.`,
    );
  }
  const given = isId(ref) ? ref : ref.slice(0, PREFIX_LENGTH);
  throw new TurboError("not_found", `You have no key "${given}". The list of your keys shows their ids and prefixes.`, {
    fields: [{ path: "key", message: "There is no such key." }],
  });
}

/** What `changed` is told of a key. */
export function keySubject(key: { id: string; prefix: string }) {
  return { kind: "key", id: key.id, key: key.prefix, projectId: null };
}

async function findProjectKeys(ctx: ReadContext, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.project.findMany({ where: { id: { in: ids } }, select: { id: true, key: true } });
  return new Map(rows.map((row) => [row.id, row.key]));
}

/** The ids a key is limited to, as stored; null is every project. */
function limitOf(stored: unknown): string[] | null {
  return Array.isArray(stored) ? stored.filter((id) => typeof id === "string") : null;
}
