import { reachesAccount } from "#lib/core/actor";
import type { ReadContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { UNNAMED } from "#lib/core/session-name";
import { nothingOf, requireOneKey, whoseSessions } from "./policy.ts";
import type { Session, SessionRef } from "./schema.ts";
import { findNamedSession, findUnnamedSession } from "./session-sql.ts";

/** Which writes a session is: those of a key that name it, or none. */
export interface SessionPlace {
  keyId: string;
  /** Null for the writes that name none. */
  session: string | null;
}

/** Where a session is that the actor sees. Throws `not_found`; `invalid` where it has to say on which key. */
export async function requireSessionPlace(ctx: ReadContext, { session, key }: SessionRef): Promise<SessionPlace> {
  const keyId = key === undefined ? null : await requireOneKey(ctx, key);
  if (session === UNNAMED) {
    if (keyId === null)
      throw invalidField("key", "Say whose writes without a session: the id, prefix or name of a key.");
    return { keyId, session: null };
  }
  const userId = whoseSessions(ctx.actor);
  const own = { session, ...(userId === null ? {} : { userId }) };
  const inSight = ctx.actor.projectIds ? { projectId: { in: [...ctx.actor.projectIds] } } : {};
  const written = await ctx.db.event.findMany({
    where: { ...own, ...inSight, keyId: keyId ?? { not: null } },
    select: { keyId: true },
    distinct: ["keyId"],
    take: 5,
  });
  // Who claimed without a session may send the lease for one; until it does, it names none.
  const claim =
    written.length > 0
      ? null
      : await ctx.db.claim.findFirst({
          where: { ...own, issue: inSight, ...(keyId === null ? {} : { keyId }) },
          select: { id: true, keyId: true },
        });
  if (claim?.keyId) return { keyId: claim.keyId, session: claim.id === session ? null : session };
  const [only, ...others] = written.flatMap((event) => event.keyId ?? []);
  if (only === undefined) {
    throw new TurboError("not_found", `There is no session "${session}" that you may see.`, {
      fields: [{ path: "session", message: "There is no such session." }],
    });
  }
  if (others.length === 0) return { keyId: only, session };
  const keys = await ctx.db.apiKey.findMany({ where: { id: { in: [only, ...others] } }, select: { prefix: true } });
  const prefixes = keys.map(({ prefix }) => prefix);
  throw invalidField(
    "key",
    `Several keys have a session of this name. Give the prefix of one: ${prefixes.join(", ")}.`,
    prefixes,
  );
}

/** The session at a place, whatever it wrote. */
export async function readSession(ctx: ReadContext, { keyId, session }: SessionPlace): Promise<Session> {
  const found =
    session === null ? await findUnnamedSession(ctx, keyId) : await findNamedSession(ctx, { keyId, session });
  return found ?? silentSession(ctx, { keyId, session });
}

/** One that wrote nothing that the actor sees: for who sees the key itself. */
async function silentSession(ctx: ReadContext, { keyId, session }: SessionPlace): Promise<Session> {
  if (!reachesAccount(ctx.actor) && ctx.actor.key?.id !== keyId) throw nothingOf(keyId);
  const key = await ctx.db.apiKey.findUniqueOrThrow({
    where: { id: keyId },
    select: { name: true, kind: true, user: { select: { handle: true, name: true } } },
  });
  const stop = await ctx.db.sessionStop.findUnique({
    where: { keyId_session: { keyId, session: session ?? "" } },
  });
  const { projectIds } = ctx.actor;
  const inSight = projectIds === null ? {} : { projectId: { in: [...projectIds] } };
  const served = await ctx.db.tokensServed.aggregate({
    where: { keyId, session: session ?? "", ...inSight },
    _sum: { tokens: true },
  });
  const by =
    stop && (await ctx.db.user.findUnique({ where: { id: stop.userId }, select: { handle: true, name: true } }));
  return {
    ...{ session, user: key.user, key: key.name, keyId, kind: key.kind, client: null, model: null },
    ...{ first: null, last: null, writes: session === null ? null : 0 },
    tokens: served._sum.tokens ?? 0,
    stopped: stop && {
      at: stop.createdAt.toISOString(),
      by: by ?? { handle: "", name: "Somebody" },
      reason: stop.reason,
    },
  };
}
