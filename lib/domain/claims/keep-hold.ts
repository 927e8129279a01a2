import { bindings } from "#lib/core/bindings";
import { lostRace } from "#lib/core/conflict";
import type { ReadContext, WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import type { HeldClaim, StoredIssue } from "#lib/domain/issues/issue-row";
import { holderName, isOwn } from "./holder.ts";
import { readClaims, type StoredClaim } from "./queries.ts";

const MINUTE = 60_000;

/** Does the last claim on an issue go on? It does as long as its lease, and while the issue is worked on. */
export function isLive(issue: Pick<StoredIssue, "held" | "status">, now: Date): boolean {
  const { held, status } = issue;
  return held !== null && held.endedAt === null && status === "in_progress" && new Date(held.until) > now;
}

/**
 * To be called by whatever writes to an issue: the holder shows by it that it lives. Refuses an agent whose lease is
 * over, and one that never had it while another works there. People are refused nothing.
 */
export async function keepHold(ctx: WriteContext, issue: StoredIssue): Promise<void> {
  const { held } = issue;
  if (held === null) return;
  const isAgent = ctx.actor.key?.kind === "agent";
  if (isLive(issue, ctx.now) && isOwn(ctx.actor, held)) {
    if (isAgent && ctx.actor.session === null) await requireOneWindow(ctx, issue, held);
    return extend(ctx, held);
  }
  if (!isAgent) return;
  const own = await lastOwn(ctx, issue);
  if (own && isLapsed(own, ctx.now)) throw lateWrite(ctx, issue, own);
  if (isLive(issue, ctx.now)) throw othersClaim(issue, held);
}

/** To be called by whatever is written on an issue rather than to it: renews the actor's own lease, and refuses nobody. */
export async function showLife(ctx: WriteContext, issue: StoredIssue): Promise<void> {
  const { held } = issue;
  if (held !== null && isLive(issue, ctx.now) && isOwn(ctx.actor, held)) await extend(ctx, held);
}

/** A new lease from now on, written once in a while. */
async function extend(ctx: WriteContext, { lease, minutes, until }: HeldClaim): Promise<void> {
  const next = ctx.now.getTime() + minutes * MINUTE;
  if (next - new Date(until).getTime() < Math.min(MINUTE, (minutes * MINUTE) / 10)) return;
  const { count } = await ctx.db.claim.updateMany({
    where: { id: lease, endedAt: null },
    data: { until: new Date(next), updatedAt: ctx.now },
  });
  if (count === 0) throw lostRace();
}

const isLapsed = ({ end, endedAt, until }: StoredClaim, now: Date) =>
  end === "expired" || (endedAt === null && new Date(until) <= now);

/** The actor's own last claim on an issue. */
async function lastOwn(ctx: ReadContext, { id }: { id: string }): Promise<StoredClaim | null> {
  const { user, key, session } = ctx.actor;
  const { values, bind } = bindings(ctx.database.engine);
  const mine = `c."issueId" = ${bind(id)} AND c."userId" = ${bind(user.id)} AND c."keyId" = ${bind(key?.id ?? "")}`;
  const window = session === null ? "" : ` AND (c."session" = ${bind(session)} OR c."id" = ${bind(session)})`;
  const [own] = await readClaims(ctx, `${mine}${window} ORDER BY c."createdAt" DESC, c."id" DESC LIMIT 1`, values);
  return own ?? null;
}

/** A key that lost an issue in one window and holds it in another has to say which of them this is. */
async function requireOneWindow(ctx: ReadContext, { id, key }: StoredIssue, held: HeldClaim): Promise<void> {
  const lost = await ctx.db.claim.findFirst({
    where: { issueId: id, keyId: held.keyId, id: { not: held.lease }, end: "expired" },
    select: { id: true },
  });
  if (!lost) return;
  throw new TurboError(
    "conflict",
    `Another window of the key "${ctx.actor.key?.name}" lost ${key} before this one took it. Say which one you are: send session "${held.lease}", the lease that claiming answered. Nothing was saved.`,
    { fields: [{ path: "session", message: "Send the lease that claiming answered." }] },
  );
}

/** The refusal of a write under a lease that is over. */
function lateWrite(ctx: ReadContext, issue: StoredIssue, own: StoredClaim): TurboError {
  const over = `Your lease on ${issue.key} ran out at ${own.endedAt ?? own.until}`;
  const { held } = issue;
  if (held && isLive(issue, ctx.now)) {
    return conflict(`${over}, and ${holderName(held)} holds it now, until ${held.until}. Nothing was saved.`, issue);
  }
  return conflict(`${over}. Nothing was saved. Claim it again before you write to it.`, issue);
}

/** The refusal where another works on an issue. */
export function othersClaim(issue: StoredIssue, held: HeldClaim): TurboError {
  return conflict(
    `${issue.key} is claimed by ${holderName(held)} until ${held.until}. Nothing was saved. Take another issue, or comment on this one.`,
    issue,
  );
}

function conflict(message: string, { claim }: StoredIssue): TurboError {
  return new TurboError("conflict", message, { current: { claim } });
}
