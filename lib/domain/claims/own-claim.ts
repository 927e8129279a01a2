import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import type { HeldClaim, StoredIssue } from "#lib/domain/issues/issue-row";
import { holderName, isOwn } from "./holder.ts";
import { isLive } from "./keep-hold.ts";

/**
 * The claim on an issue that is the actor's to give back, hand over or finish: its own, by session or lease; a person's
 * also that of any agent. Throws `conflict` where nobody holds it, and `forbidden` with who does.
 */
export function requireOwnClaim(ctx: ReadContext, issue: StoredIssue, lease: string | undefined): HeldClaim {
  const { held, key } = issue;
  if (held === null || !isLive(issue, ctx.now)) {
    const over =
      held?.end === "expired" && held.holder.id === ctx.actor.user.id ? ` Your lease ran out at ${held.endedAt}.` : "";
    throw refusal("conflict", `Nobody holds ${key}.${over} Nothing was saved. Claim it first.`, issue);
  }
  const own =
    lease === undefined ? isOwn(ctx.actor, held) : lease === held.lease && held.holder.id === ctx.actor.user.id;
  if (own || ctx.actor.key === null) return held;
  throw refusal(
    "forbidden",
    `${key} is held by ${holderName(held)} until ${held.until}, not by you. Nothing was saved. Give the lease that your claim answered, or claim another issue.`,
    issue,
  );
}

function refusal(code: "conflict" | "forbidden", message: string, { claim }: StoredIssue): TurboError {
  return new TurboError(code, message, { current: { claim } });
}
