import { defineOperation } from "#lib/core/operation";
import { requireIssue, requireUsableIssue } from "#lib/domain/issues/queries";
import { holdRows } from "#lib/domain/undo/hold-rows";
import { heldAlready } from "./held-already.ts";
import { NewClaim, Started } from "./schema.ts";
import { takeIssue } from "./take-issue.ts";
import { whyNotTaken } from "./why-not-taken.ts";

export const claimIssue = defineOperation({
  name: "issues.claim",
  summary: "Claim an issue: it is yours until the lease runs out, and any write of yours to it renews that.",
  access: "write",
  reach: "projects",
  rest: "POST /issues/:issue/claim",
  input: NewClaim,
  output: Started,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, input, found) {
    // Two claims at once: the second sees what the first did.
    await holdRows(ctx, [{ kind: "issue", id: found.id }]);
    const issue = await requireIssue(ctx, found.id);
    const again = await heldAlready(ctx, issue);
    if (again) return again;
    const why = await whyNotTaken(ctx, issue);
    if (why !== null) throw why;
    return takeIssue(ctx, issue, input);
  },
});
