import { z } from "zod";
import { COUNTED_PAGE, Flag, Instant, oneOrMore, Ref, ShortText, SomeText, Text, WholeNumber } from "#lib/core/fields";
import { Proofs } from "#lib/domain/criteria/schema";
import { givenFields } from "#lib/domain/field-table";
import { IssueType } from "#lib/domain/issues/fields";
import { Issue } from "#lib/domain/issues/schema";
import { WORK_LOG_FIELDS } from "#lib/domain/worklogs/fields";
import { ClaimChip } from "./chip.ts";

/** How claims end. `over`: the issue left the work some other way, as by its status. */
export const CLAIM_ENDS = ["finished", "released", "handed_over", "expired", "over"] as const;
export const ClaimEnd = z.enum(CLAIM_ENDS);
export type ClaimEnd = z.output<typeof ClaimEnd>;

/** Leases that run out in a row until an issue leaves the queue. */
export const MOST_LAPSES = 3;

export const Claim = ClaimChip.extend({
  issue: z.string().describe("Key of the issue."),
  title: z.string(),
  session: z.string().describe("What tells its holder's window from others on the same key."),
  model: z.string().nullable(),
  endedAt: Instant.nullable(),
  end: ClaimEnd.nullable(),
  reason: z.string(),
});
export type Claim = z.output<typeof Claim>;

const issue = Ref.describe("A key like TURBO-12, an old key, or an id.");
const lease = Ref.optional().describe("Id of your claim; your session tells it as well.");
const TAKEN = {
  minutes: WholeNumber(1, 24 * 60)
    .default(30)
    .describe("Without a sign of life for so long, the issue goes back to the queue."),
  model: WORK_LOG_FIELDS.model.given.optional(),
};

/** What narrows the queue. */
export const QUEUE_PART = {
  project: oneOrMore(Ref).optional().describe("Keys or ids."),
  label: oneOrMore(Ref).optional().describe("Names; an issue with any of them."),
  type: oneOrMore(IssueType).optional(),
};

export const NextClaim = z.strictObject({
  ...QUEUE_PART,
  another: Flag.optional().describe("Also where you hold one already."),
  ...TAKEN,
});
export type NextClaim = z.output<typeof NextClaim>;
export const NewClaim = z.strictObject({ issue, ...TAKEN });
export type NewClaim = z.output<typeof NewClaim>;

/** An issue that is the caller's now. */
export const Started = z.object({ claim: Claim, issue: Issue });

export const Heartbeat = z.strictObject({ issue, lease });
export const Release = z.strictObject({ issue, lease, reason: SomeText.describe("Why it is given back.") });
export const HandOver = z.strictObject({
  issue,
  lease,
  to: Ref.describe("Handle of who goes on with it."),
  note: Text.default("").describe("Markdown: where it stands, and what is next."),
});
export const Finish = z.strictObject({
  issue,
  lease,
  status: z.enum(["review", "testing", "done"]).default("review"),
  ...givenFields(WORK_LOG_FIELDS),
  evidence: Proofs.optional().describe('What shows that criteria are met, like "1 commit 4f2a91c".'),
  force: z.boolean().optional().describe("Close it although an open issue blocks it."),
});

export const ClaimFilter = z.strictObject({
  issue: Ref.optional().describe("Key or id."),
  holder: Ref.optional().describe("Handle, or me."),
  session: ShortText(200).optional().describe("What their holder sent as its session."),
  ended: Flag.optional().describe("Also those that are over."),
  ...COUNTED_PAGE,
});
