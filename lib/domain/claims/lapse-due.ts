import { bindings } from "#lib/core/bindings";
import type { FieldChanges, WriteContext } from "#lib/core/context";
import { askWhyLapsed } from "#lib/domain/questions/why-lapsed";
import { formerAssignee } from "./former-assignee.ts";
import { heldUnder } from "./held-under.ts";
import { holderName } from "./holder.ts";
import { leaveWork } from "./leave-work.ts";
import { readClaims, type StoredClaim } from "./queries.ts";
import { MOST_LAPSES } from "./schema.ts";

/** Claims that one turn ends, at most: others want to write between. */
const MOST = 20;

/** Ends what is over of the claims on issues that the actor sees; answers how many. */
export async function lapseDue(ctx: WriteContext): Promise<number> {
  const { values, bind } = bindings(ctx.database.engine);
  const over = `(c."until" <= ${bind(ctx.now)} OR i."status" <> 'in_progress' OR i."shelf" <> 'live')`;
  const due = await readClaims(ctx, `c."endedAt" IS NULL AND ${over} ORDER BY c."until", c."id" LIMIT ${MOST}`, values);
  let ended = 0;
  for (const claim of due) ended += (await lapse(ctx, claim)) ? 1 : 0;
  return ended;
}

/** Ends one claim, unless another did so meanwhile. */
async function lapse(ctx: WriteContext, claim: StoredClaim): Promise<boolean> {
  const issue = await heldUnder(ctx, claim);
  if (issue === null || issue === "over") return issue !== null;
  const { held } = issue;
  if (new Date(held.until) > ctx.now) return false;
  const assignee = await formerAssignee(ctx, issue, held);
  const state = { status: "ready", assignee, lapses: issue.lapses + 1 } as const;
  const told: FieldChanges = { lapsed: [null, held.until] };
  await leaveWork(ctx, issue, state, { end: "expired", at: new Date(held.until), told });
  if (state.lapses >= MOST_LAPSES) await askWhyLapsed(ctx, issue, await lapsedOnes(ctx, claim, state.lapses));
  return true;
}

/** Who held an issue while its lease ran out so many times in a row, first to last. */
async function lapsedOnes(ctx: WriteContext, { issueId }: StoredClaim, times: number) {
  const { values, bind } = bindings(ctx.database.engine);
  const expired = `c."issueId" = ${bind(issueId)} AND c."end" = 'expired'`;
  const claims = await readClaims(ctx, `${expired} ORDER BY c."createdAt" DESC, c."id" DESC LIMIT ${times}`, values);
  return claims.reverse().map((claim) => ({ name: holderName(claim), since: claim.since, until: claim.until }));
}
