import { briefValue } from "#lib/core/brief-value";
import { newId } from "#lib/core/ids";
import { insertRows } from "#lib/core/insert-rows";
import { defineOperation } from "#lib/core/operation";
import { assignmentNotice } from "#lib/domain/inbox/assignment-notice";
import { joinInitiative } from "#lib/domain/initiatives/join-initiative";
import { saveReferences } from "#lib/domain/references/save-references";
import { isOpen, issueColumns, suggestedBranch, withIds } from "./columns.ts";
import { claimIssueNumber } from "./find-similar.ts";
import { rankOfNumber } from "./rank.ts";
import { resolveReferences } from "./references.ts";
import { requireNoTwin } from "./require-no-twin.ts";
import { FiledIssue, NewIssue } from "./schema.ts";
import { issueSearchEntry, issueTexts } from "./search-entry.ts";

export const createIssue = defineOperation({
  name: "issues.create",
  summary: "File an issue in a project.",
  access: "write",
  reach: "projects",
  rest: "POST /issues",
  input: NewIssue,
  output: FiledIssue,
  authorize: (ctx, input) =>
    resolveReferences(ctx, {
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
    }),
  async handle(ctx, input, named) {
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
    const status = input.status ?? "backlog";
    const criteria = withIds(input.criteria ?? []);
    const { title } = input;
    const priority = input.priority ?? "none";
    const dueDate = input.dueDate ?? null;
    const row = {
      id,
      createdAt: ctx.now,
      updatedAt: ctx.now,
      projectId: project.id,
      number,
      description: input.description ?? "",
      type: input.type ?? ("task" as const),
      estimate: input.estimate ?? null,
      assigneeId: assignee?.id ?? null,
      creatorId: ctx.actor.user.id,
      parentId: parent?.id ?? null,
      initiativeId: initiative?.id ?? null,
      milestoneId: milestone?.id ?? null,
      rank: rankOfNumber(number),
      branch: input.branch ?? null,
      startedAt: status === "in_progress" ? ctx.now : null,
      completedAt: status === "done" ? ctx.now : null,
    };
    const columns = issueColumns({ title, status, priority, dueDate, criteria });
    const links = [
      ...new Map(
        blockers.map((other) => [other.id, { fromId: other.id, toId: id, kind: "blocks" as const, other }]),
      ).values(),
      ...(origin ? [{ fromId: id, toId: origin.id, kind: "discovered_from" as const, other: origin }] : []),
    ];
    await insertRows(ctx, [
      { table: "Issue", rows: [{ ...row, ...columns, version: 1, shelf: "live" }] },
      { table: "IssueLabel", rows: labels.map((label) => ({ issueId: id, labelId: label.id })) },
      {
        table: "IssueLink",
        rows: links.map(({ other: _, ...link }) => ({ id: newId(), createdAt: ctx.now, ...link })),
      },
    ]);
    await saveReferences(ctx, { kind: "issue", id }, issueTexts({ title, description: row.description, criteria }), {
      isNew: true,
      entry: issueSearchEntry({ id, projectId: project.id, key, title, description: row.description, criteria }),
      also: assignee ? [assignmentNotice(assignee.id, { kind: "issue", id, projectId: project.id })] : [],
    });
    if (initiative) await joinInitiative(ctx, initiative, project);
    ctx.changed({
      kind: "issue",
      id,
      key,
      projectId: project.id,
      fields: {
        created: [false, true],
        title: [null, title],
        description: ["", briefValue(row.description)],
        type: [null, row.type],
        status: [null, status],
        priority: ["none", priority],
        assignee: [null, assignee?.handle ?? null],
        parent: [null, parent?.key ?? null],
        initiative: [null, initiative?.key ?? null],
        milestone: [null, milestone?.key ?? null],
        dueDate: [null, dueDate],
        estimate: [null, row.estimate],
        labels: [[], labels.map((label) => label.name)],
        criteria: [[], criteria],
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
      ...row,
      key,
      project: project.key,
      title,
      status,
      priority,
      dueDate,
      assignee,
      labels: labels.map(({ name, colour }) => ({ name, colour })),
      parent: parent?.key ?? null,
      initiative: initiative && { key: initiative.key, title: initiative.title },
      milestone: milestone && { key: milestone.key, title: milestone.title },
      blocked: blockers.some((other) => isOpen(other.status)),
      stale: false,
      criteria: { done: columns.criteriaDone, total: columns.criteriaTotal },
      criteriaList: criteria,
      children: { done: 0, total: 0 },
      comments: 0,
      shelf: "live" as const,
      version: 1,
      creator: ctx.actor.user,
      parentIssue: parent && { id: parent.id, key: parent.key, title: parent.title, status: parent.status },
      childIssues: [],
      links: links.map(({ kind, other }) => ({
        kind: kind === "blocks" ? ("blocked_by" as const) : kind,
        issue: { id: other.id, key: other.key, title: other.title, status: other.status },
      })),
      resolution: null,
      suggestedBranch: suggestedBranch(key, title),
      aliases: [],
      source: null,
      archivedAt: null,
      binnedAt: null,
      similar,
    };
  },
});
