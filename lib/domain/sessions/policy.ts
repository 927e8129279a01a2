import type { Actor } from "#lib/core/actor";
import type { ReadContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { isId } from "#lib/core/ids";
import { maySeeAll } from "#lib/domain/people/policy";

/** Whose sessions an actor sees, stops and lets go on: those of its own person's keys; null for everybody's. */
export function whoseSessions(actor: Actor): string | null {
  return maySeeAll(actor) ? null : actor.user.id;
}

/** Ids of the keys of an id, a prefix or a name whose sessions the actor sees. */
export async function keysNamed(ctx: ReadContext, ref: string): Promise<{ id: string; prefix: string }[]> {
  const named = isId(ref) ? { id: ref.toLowerCase() } : { OR: [{ name: ref }, { prefix: ref.slice(0, 14) }] };
  const userId = whoseSessions(ctx.actor);
  return ctx.db.apiKey.findMany({
    where: { ...named, ...(userId === null ? {} : { userId }) },
    select: { id: true, prefix: true },
    take: 5,
  });
}

/**
 * The one key of such a name; a key that is limited to projects names itself only. Throws `not_found`, or `invalid` where
 * there are several.
 */
export async function requireOneKey(ctx: ReadContext, ref: string): Promise<string> {
  const { key, projectIds } = ctx.actor;
  const named = await keysNamed(ctx, ref);
  const [only, ...others] = projectIds === null || !key ? named : named.filter(({ id }) => id === key.id);
  if (!only) throw nothingOf(ref);
  if (others.length === 0) return only.id;
  const prefixes = [only, ...others].map(({ prefix }) => prefix);
  throw invalidField("key", `Several keys have this name. Give the prefix of one: ${prefixes.join(", ")}.`, prefixes);
}

/** The refusal of a key that is not there, or of which one sees nothing. */
export function nothingOf(ref: string): TurboError {
  const message = `There is nothing of a key "${isId(ref) ? ref : ref.slice(0, 80)}" that you may see.`;
  return new TurboError("not_found", message, { fields: [{ path: "key", message: "There is no such key." }] });
}
