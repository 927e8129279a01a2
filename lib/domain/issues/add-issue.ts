import type { z } from "zod";
import type { ReadContext, WriteContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { insertRows } from "#lib/core/insert-rows";
import { countCriteria } from "#lib/domain/criteria/count";
import { saidMet } from "#lib/domain/criteria/policy";
import { criterionRows } from "#lib/domain/criteria/save-criteria";
import type { Standing } from "#lib/domain/criteria/schema";
import { beginnings, columnsOf, freshValues, NOWHERE, pointerTo } from "#lib/domain/field-table";
import { assignmentNotice } from "#lib/domain/inbox/assignment-notice";
import { joinInitiative } from "#lib/domain/initiatives/join-initiative";
import { saveReferences } from "#lib/domain/references/save-references";
import { FRESH_STAMPS } from "#lib/domain/shelf/stamps-in";
import { requireNoTwin } from "#lib/domain/subjects/require-no-twin";
import { isOpen, suggestedBranch, withIds } from "./columns.ts";
import { ISSUE_FIELDS, ISSUE_KEPT, PLAIN_FIELDS } from "./fields.ts";
import { claimIssueNumber } from "./find-similar.ts";
import { rankOfNumber } from "./rank.ts";
import { type References, resolveReferences } from "./references.ts";
import type { FiledIssue, NewIssue } from "./schema.ts";
import { issueSearchEntry, issueTexts } from "./search-entry.ts";

/** Finds what a new issue names. Throws `invalid` for what is not there. */
export function namedByNewIssue(ctx: ReadContext, input: NewIssue): Promise<References> {
  return resolveReferences(ctx, {
    project: input.project,
    labels: input.labels,
    person: input.assignee,
    initiative: input.initiative,
    milestone: input.milestone,
    issues: {
      ...(input.parent ? { parent: input.parent } : {}),
      ...Object.fromEntries((input.blockedBy ?? []).map((ref, place) => [`blockedBy.${place}`, ref])),
      ...(input.discoveredFrom ? { discoveredFrom: input.discoveredFrom } : {}),
    },
  });
}

/** Writes a new issue and says so; what is said to be met of its criteria stands as `met` says. */
export async function addIssue(
  ctx: WriteContext,
  input: NewIssue,
  named: References,
  met: Standing = saidMet(ctx),
): Promise<z.input<typeof FiledIssue>> {
  const project = named.project;
  if (!project) throw new Error("unreachable: the project was required");
  // A script files many and reads no warnings: the look through the search index is spared it.
  const thorough = ctx.actor.key?.kind !== "script";
  const { number, similar } = await claimIssueNumber(ctx, { project, title: input.title, thorough });
  requireNoTwin(ctx, similar, input);
  const { labels, person: assignee, initiative, milestone } = named;
  const parent = named.issues.get(input.parent ?? "") ?? null;
  const blockers = [...new Set(input.blockedBy ?? [])].flatMap((ref) => named.issues.get(ref) ?? []);
  const origin = named.issues.get(input.discoveredFrom ?? "") ?? null;

  const id = newId();
  const key = `${project.key}-${number}`;
  const criteria = withIds(input.criteria ?? [], met);
  const plain = freshValues(PLAIN_FIELDS, input);
  const given = {
    ...plain,
    assignee: assignee ? { id: assignee.id, name: assignee.handle } : NOWHERE,
    parent: pointerTo(parent),
    initiative: pointerTo(initiative),
    milestone: pointerTo(milestone),
    labels: labels.map((label) => label.name),
    criteria,
  };
  const { title, description, status } = plain;
  const state = {
    rank: rankOfNumber(number),
    resolution: null,
    startedAt: status === "in_progress" ? ctx.now : null,
    completedAt: status === "done" ? ctx.now : null,
    queuedAt: status === "ready" ? ctx.now : null,
  };
  const own = { id, createdAt: ctx.now, updatedAt: ctx.now, projectId: project.id, number };
  const columns = columnsOf(ISSUE_KEPT, { ...given, ...state });
  const links = [
    ...new Map(
      blockers.map((other) => [other.id, { fromId: other.id, toId: id, kind: "blocks" as const, other }]),
    ).values(),
    ...(origin ? [{ fromId: id, toId: origin.id, kind: "discovered_from" as const, other: origin }] : []),
  ];
  await insertRows(ctx, [
    { table: "Issue", rows: [{ ...own, ...columns, creatorId: ctx.actor.user.id, version: 1, shelf: "live" }] },
    { table: "Criterion", rows: criterionRows(id, criteria) },
    { table: "IssueLabel", rows: labels.map((label) => ({ issueId: id, labelId: label.id })) },
    {
      table: "IssueLink",
      rows: links.map(({ other: _, ...link }) => ({ id: newId(), createdAt: ctx.now, ...link })),
    },
  ]);
  await saveReferences(ctx, { kind: "issue", id }, issueTexts({ title, description, criteria }), {
    isNew: true,
    entry: issueSearchEntry({ id, projectId: project.id, key, title, description, criteria }),
    also: assignee ? [assignmentNotice(assignee.id, { kind: "issue", id, projectId: project.id })] : [],
  });
  if (initiative) await joinInitiative(ctx, initiative, project);
  ctx.changed({
    kind: "issue",
    id,
    key,
    projectId: project.id,
    fields: {
      ...beginnings(ISSUE_FIELDS, given),
      blockedBy: [[], blockers.map((other) => other.key)],
      discoveredFrom: [null, origin?.key ?? null],
    },
    about: [
      { kind: "issue", id },
      ...links.map(({ other }) => ({ kind: "issue", id: other.id })),
      ...(initiative ? [{ kind: "initiative", id: initiative.id }] : []),
      ...(milestone ? [{ kind: "milestone", id: milestone.id }] : []),
    ],
  });

  return {
    ...FRESH_STAMPS,
    ...own,
    ...state,
    key,
    project: project.key,
    ...plain,
    assignee,
    claim: null,
    waiting: false,
    labels: labels.map(({ name, colour }) => ({ name, colour })),
    parent: parent?.key ?? null,
    initiative: initiative && { key: initiative.key, title: initiative.title },
    milestone: milestone && { key: milestone.key, title: milestone.title },
    blocked: blockers.some((other) => isOpen(other.status)),
    stale: false,
    criteria: countCriteria(criteria),
    criteriaList: criteria,
    children: { done: 0, total: 0 },
    comments: 0,
    creator: ctx.actor.user,
    parentIssue: parent && { id: parent.id, key: parent.key, title: parent.title, status: parent.status },
    childIssues: [],
    links: links.map(({ kind, other }) => ({
      kind: kind === "blocks" ? ("blocked_by" as const) : kind,
      issue: { id: other.id, key: other.key, title: other.title, status: other.status },
    })),
    suggestedBranch: suggestedBranch(key, title),
    aliases: [],
    similar,
  };
}
