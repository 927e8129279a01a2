import type { WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { insertRows } from "#lib/core/insert-rows";
import { freshValues } from "#lib/domain/field-table";
import type { HeldClaim, StoredIssue } from "#lib/domain/issues/issue-row";
import { viaOf } from "#lib/domain/people/queries";
import { forgetWhyLapsed } from "#lib/domain/questions/why-lapsed";
import { WORK_LOG_FIELDS } from "#lib/domain/worklogs/fields";
import { insertWorkLog } from "#lib/domain/worklogs/insert-work-log";
import { findRunning } from "#lib/domain/worklogs/queries";
import { endClaim } from "./end-claim.ts";
import { saveWorkState } from "./save-work-state.ts";
import type { Claim, NewClaim } from "./schema.ts";

const MINUTE = 60_000;

export interface Taken {
  claim: Claim;
  issue: StoredIssue;
}

/** Makes an issue the actor's own: a lease, the status and assignee, a running work log. */
export async function takeIssue(
  ctx: WriteContext,
  issue: StoredIssue,
  { minutes, model = null }: Pick<NewClaim, "minutes" | "model">,
): Promise<Taken> {
  const { user, key, session } = ctx.actor;
  const { held } = issue;
  if (held !== null && held.endedAt === null) {
    const lapsed = new Date(held.until) <= ctx.now;
    await endClaim(ctx, held, lapsed ? { end: "expired", at: new Date(held.until) } : { end: "over" });
  }
  const id = newId();
  const via = viaOf(ctx.actor);
  const until = new Date(ctx.now.getTime() + minutes * MINUTE);
  const running = await findRunning(ctx, issue.id);
  const own: HeldClaim = {
    ...{ lease: id, holder: user, via, keyId: key?.id ?? null, session: session ?? id, minutes },
    ...{ since: ctx.now.toISOString(), until: until.toISOString(), endedAt: null, end: null },
    formerId: issue.assigneeId,
    workLogId: running?.id ?? null,
  };
  const taken = await saveWorkState(ctx, issue, {
    status: "in_progress",
    assignee: user,
    held: own,
    lapses: key === null ? 0 : issue.lapses,
  });
  if (taken.lapses < issue.lapses) await forgetWhyLapsed(ctx, issue.id);
  if (!running) {
    const work = freshValues(WORK_LOG_FIELDS, { model });
    const log = await insertWorkLog(ctx, issue, { ...work, startedAt: ctx.now, endedAt: null, minutes: null });
    own.workLogId = log.id;
  }
  const { formerId, workLogId, keyId } = own;
  const row = { id, createdAt: ctx.now, updatedAt: ctx.now, issueId: issue.id, userId: user.id, keyId, formerId };
  const lease = { workLogId, session: own.session, model, minutes, until, via };
  await insertRows(ctx, [{ table: "Claim", rows: [{ ...row, ...lease }] }]);
  const { holder, since } = own;
  return {
    issue: taken,
    claim: {
      ...{ lease: id, holder, via, since, until: own.until, session: own.session, model, minutes },
      ...{ issue: issue.key, title: issue.title, endedAt: null, end: null, reason: "" },
    },
  };
}
