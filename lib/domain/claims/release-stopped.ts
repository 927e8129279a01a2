import type { FieldChanges, WriteContext } from "#lib/core/context";
import { formerAssignee } from "./former-assignee.ts";
import { heldUnder } from "./held-under.ts";
import { leaveWork } from "./leave-work.ts";
import { readClaims, type StoredClaim } from "./queries.ts";

/** Of a claim `c`: its session, or the writes without one under which it was made, were stopped. */
const STOPPED = `EXISTS (SELECT 1 FROM "SessionStop" s WHERE s."keyId" = c."keyId"
  AND (s."session" IN (c."session", c."id") OR (s."session" = '' AND c."session" = c."id")))`;

/** Gives back what stopped sessions hold; answers the keys of the issues. */
export async function releaseStopped(ctx: WriteContext): Promise<string[]> {
  const claims = await readClaims(ctx, `c."endedAt" IS NULL AND ${STOPPED} ORDER BY c."createdAt", c."id"`, []);
  const released: string[] = [];
  for (const claim of claims) {
    const issue = await heldUnder(ctx, claim);
    if (issue === null || issue === "over") continue;
    const reason = await whyStopped(ctx, claim);
    const told: FieldChanges = { reason: ["", reason] };
    const state = { status: "ready", assignee: await formerAssignee(ctx, issue, issue.held), lapses: 0 } as const;
    await leaveWork(ctx, issue, state, { end: "released", reason, work: { note: reason }, told });
    released.push(issue.key);
  }
  return released;
}

async function whyStopped(ctx: WriteContext, { keyId, session, id }: StoredClaim): Promise<string> {
  const where = { keyId: keyId ?? "", session: { in: [session, id, ...(session === id ? [""] : [])] } };
  const stop = await ctx.db.sessionStop.findFirstOrThrow({ where, select: { userId: true, reason: true } });
  const by = await ctx.db.user.findUnique({ where: { id: stop.userId }, select: { name: true } });
  return `The session was stopped by ${by?.name ?? "somebody"}: ${stop.reason}`;
}
