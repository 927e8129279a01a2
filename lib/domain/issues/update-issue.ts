import { requireVersion } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { replaceFragments } from "#lib/core/fragment";
import { defineOperation } from "#lib/core/operation";
import { endClaim } from "#lib/domain/claims/end-claim";
import { holderName } from "#lib/domain/claims/holder";
import { isLive, keepHold } from "#lib/domain/claims/keep-hold";
import { countCriteria } from "#lib/domain/criteria/count";
import { evidenceChange } from "#lib/domain/criteria/evidence";
import { saidMet } from "#lib/domain/criteria/policy";
import { saveCriteria } from "#lib/domain/criteria/save-criteria";
import { changedColumns, changedValues, columnsOf, differences, isNothing } from "#lib/domain/field-table";
import { assignmentNotice } from "#lib/domain/inbox/assignment-notice";
import { notify } from "#lib/domain/inbox/notify";
import { joinInitiative } from "#lib/domain/initiatives/join-initiative";
import { labelChanges, nextLabels } from "#lib/domain/labels/next-labels";
import { forgetWhyLapsed } from "#lib/domain/questions/why-lapsed";
import { saveReferences } from "#lib/domain/references/save-references";
import { swapJoins } from "#lib/domain/subjects/swap-joins";
import { updateRows } from "#lib/domain/undo/update-rows";
import { requireUnblocked } from "./blockers.ts";
import { suggestedBranch } from "./columns.ts";
import { requireNoParentLoop } from "./cycles.ts";
import { ISSUE_KEPT, PLAIN_FIELDS } from "./fields.ts";
import type { StoredIssue } from "./issue-row.ts";
import { statusTimes, valuesOf } from "./issue-values.ts";
import { type Beside, besideOf, newRank } from "./new-rank.ts";
import { nextCriteria } from "./next-criteria.ts";
import { requireUsableIssue } from "./queries.ts";
import { type References, resolveReferences } from "./references.ts";
import { Issue, IssueChanges } from "./schema.ts";
import { issueSearchEntry, issueTexts } from "./search-entry.ts";

export const updateIssue = defineOperation({
  name: "issues.update",
  summary: "Change fields of an issue; what is not named stays, null clears.",
  access: "write",
  reach: "projects",
  rest: "PATCH /issues/:issue",
  input: IssueChanges,
  output: Issue,
  authorize: (ctx, { issue }) => requireUsableIssue(ctx, issue),
  async handle(ctx, input, before) {
    await keepHold(ctx, before);
    requireVersion(before.key, input.version, publicIssue(before));
    const beside = besideOf(before, input);
    const named = await resolveReferences(ctx, {
      labels: [...(input.labels ?? []), ...(input.addLabels ?? []), ...(input.removeLabels ?? [])],
      person: input.assignee,
      issues: {
        ...(input.parent ? { parent: input.parent } : {}),
        ...(beside ? { [beside.path]: beside.ref } : {}),
      },
      initiative: input.initiative,
      milestone: input.milestone,
      within: { id: before.projectId, key: before.project },
      beside,
      inTurn: namesAnotherParent(input, before),
    });
    const after = await applied(ctx, input, before, { ...named, beside });
    const fields = differences(ISSUE_KEPT, valuesOf(before), valuesOf(after));
    const lost = evidenceChange(before.evidence, after.evidence);
    if (lost) fields.evidence = lost;
    if (input.force && after.status === "done" && before.blocked) fields.forced = [false, true];
    if (isNothing(fields)) {
      ctx.unchanged();
      return publicIssue(before);
    }
    await save(ctx, before, after, named);
    const left = isLive(before, ctx.now) && after.claim === null ? before.held : null;
    if (left) {
      await endClaim(ctx, left, { end: "over" });
      fields.claim = [holderName(left), null];
    }
    if (after.lapses < before.lapses) await forgetWhyLapsed(ctx, before.id);
    if (named.initiative) await joinInitiative(ctx, named.initiative, { id: before.projectId, key: before.project });
    const { id, key, projectId } = before;
    ctx.changed({
      kind: "issue",
      id,
      key,
      projectId,
      fields,
      about: [{ kind: "issue", id }, ...plansLeftAndJoined(before, after)],
    });
    return { ...after, version: before.version + 1, updatedAt: ctx.now };
  },
});

/** What the outside sees of a stored issue. */
function publicIssue(issue: StoredIssue): Issue {
  return Issue.parse(issue);
}

function namesAnotherParent({ parent }: IssueChanges, before: StoredIssue): boolean {
  return Boolean(parent) && parent?.toUpperCase() !== before.parent && parent?.toLowerCase() !== before.parentId;
}

/** The issue as it will be. */
async function applied(
  ctx: WriteContext,
  input: IssueChanges,
  before: StoredIssue,
  named: References & { beside: Beside | null },
): Promise<StoredIssue> {
  const description = nextDescription(input, before.description);
  const plain = changedValues(PLAIN_FIELDS, { ...input, description }, before);
  const { title, status } = plain;
  const criteriaList = nextCriteria(input, before.criteriaList, saidMet(ctx));
  const parent = input.parent ? (named.issues.get(input.parent) ?? null) : null;
  if (parent && parent.id !== before.parentId) await requireNoParentLoop(ctx, before, parent);
  if (status === "done" && before.status !== "done" && !input.force) requireUnblocked(before);
  const parentIssue = input.parent === undefined ? before.parentIssue : parent;
  const assignee = input.assignee === undefined ? before.assignee : named.person;
  return {
    ...before,
    ...plain,
    suggestedBranch: suggestedBranch(before.key, title),
    assignee,
    assigneeId: assignee?.id ?? null,
    claim: status === "in_progress" ? before.claim : null,
    // A person who sets the status has looked into it.
    lapses: input.status && ctx.actor.key === null ? 0 : before.lapses,
    parentIssue: parentIssue && {
      id: parentIssue.id,
      key: parentIssue.key,
      title: parentIssue.title,
      status: parentIssue.status,
    },
    parent: parentIssue?.key ?? null,
    // A parent that the actor may not see is not theirs to clear.
    parentId: parentIssue ? parentIssue.id : before.parentIssue ? null : before.parentId,
    ...nextPlan(input, before, named),
    labels: nextLabels(input, before.labels, named.labels),
    criteriaList,
    evidence: before.evidence.filter(({ criterionId }) => criteriaList.some(({ id }) => id === criterionId)),
    criteria: countCriteria(criteriaList),
    rank: newRank(before, named.beside, named),
    resolution: resolution(input, status, before),
    ...statusTimes(before, status, ctx.now),
  };
}

type Plan = Pick<StoredIssue, "initiative" | "initiativeId" | "milestone" | "milestoneId">;

/** The initiative and milestone it will belong to. One in the bin, which nobody is shown, stays unless it is replaced. */
function nextPlan(input: IssueChanges, before: StoredIssue, { initiative, milestone }: References): Plan {
  const next: Plan = {
    initiative: before.initiative,
    initiativeId: before.initiativeId,
    milestone: before.milestone,
    milestoneId: before.milestoneId,
  };
  if (input.initiative !== undefined) {
    next.initiative = initiative && { key: initiative.key, title: initiative.title };
    next.initiativeId = initiative?.id ?? null;
  }
  if (input.milestone !== undefined) {
    next.milestone = milestone && { key: milestone.key, title: milestone.title };
    next.milestoneId = milestone?.id ?? null;
  }
  return next;
}

/** What an issue comes from and goes to, whose pages show it. */
function plansLeftAndJoined(before: StoredIssue, after: StoredIssue): { kind: string; id: string }[] {
  const moved = (kind: "initiative" | "milestone") => {
    const [from, to] = [before[`${kind}Id`], after[`${kind}Id`]];
    return from === to ? [] : [from, to].flatMap((id) => (id === null ? [] : [{ kind, id }]));
  };
  return [...moved("initiative"), ...moved("milestone")];
}

function nextDescription({ description, replace }: IssueChanges, before: string): string {
  if (!replace) return description ?? before;
  if (description !== undefined) throw invalidField("replace", "Give description or replace, not both.");
  return replaceFragments(before, replace, "replace");
}

function resolution(input: IssueChanges, status: Issue["status"], before: StoredIssue): Issue["resolution"] {
  if (status !== "canceled") return null;
  if (input.resolution !== undefined) return input.resolution;
  return before.resolution ?? "wont_do";
}

async function save(ctx: WriteContext, before: StoredIssue, after: StoredIssue, named: References): Promise<void> {
  const columns = changedColumns(columnsOf(ISSUE_KEPT, valuesOf(before)), columnsOf(ISSUE_KEPT, valuesOf(after)));
  const { id, version } = before;
  await updateRows(ctx, "Issue", [{ id, version, lapses: after.lapses, ...columns }]);
  await saveCriteria(ctx, [{ issueId: id, before: before.criteriaList, after: after.criteriaList }]);
  await swapJoins(ctx, "IssueLabel", before.id, labelChanges(before.labels, after.labels, named.labels));
  const texts = (issue: StoredIssue) => issueTexts({ ...issue, criteria: issue.criteriaList });
  const { assigneeId, projectId } = after;
  const also =
    assigneeId && assigneeId !== before.assigneeId
      ? [assignmentNotice(assigneeId, { kind: "issue", id, projectId })]
      : [];
  if (JSON.stringify(texts(before)) === JSON.stringify(texts(after))) return notify(ctx, also);
  const entry = issueSearchEntry({ ...after, criteria: after.criteriaList });
  await saveReferences(ctx, { kind: "issue", id }, texts(after), { before: texts(before), also, entry });
}
