import type { ReadContext } from "#lib/core/context";
import { refusedField, type TurboError } from "#lib/core/errors";
import { openBlockers } from "#lib/domain/issues/blockers";
import { isOpen } from "#lib/domain/issues/columns";
import type { StoredIssue } from "#lib/domain/issues/issue-row";
import { blockingQuestions } from "#lib/domain/questions/queries";
import { beginning } from "#lib/domain/search/excerpt";
import { MOST_LAPSES } from "./schema.ts";

/** Why an issue that nobody holds is not to be worked on by who asks; null where it may be. */
export async function whyNotTaken(ctx: ReadContext, issue: StoredIssue): Promise<TurboError | null> {
  const { key, status, shelf, blocked, lapses } = issue;
  if (shelf === "archived") return refusedField("issue", `${key} is archived. Restore it first.`);
  if (!isOpen(status)) return refusedField("issue", `${key} is ${status}. Set its status to ready first.`);
  if (blocked) {
    const keys = openBlockers(issue).map((blocker) => blocker.key);
    return refusedField(
      "issue",
      `${key} is blocked by ${keys.join(", ") || "an issue of a project that you may not see"}. Claim ${keys[0] ?? "another"} first.`,
    );
  }
  // A person who takes it knows what they do.
  if (ctx.actor.key === null) return null;
  const [question] = issue.waiting ? await blockingQuestions(ctx, issue.id) : [];
  if (question) {
    return refusedField(
      "issue",
      `${key} waits for an answer of @${question.of.handle}: "${beginning(question.text)}" Claim another issue; this one is ready once it is answered.`,
    );
  }
  if (lapses >= MOST_LAPSES) {
    return refusedField(
      "issue",
      `The lease on ${key} ran out ${lapses} times in a row, so it waits for a person, who sets its status to ready or claims it.`,
    );
  }
  return null;
}
