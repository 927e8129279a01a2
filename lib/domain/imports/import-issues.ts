import type { FieldChanges, WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { insertRows } from "#lib/core/insert-rows";
import { defineOperation } from "#lib/core/operation";
import { commentSearchEntry } from "#lib/domain/comments/search-entry";
import { saidMet } from "#lib/domain/criteria/policy";
import { beginnings } from "#lib/domain/field-table";
import { ISSUE_KEPT } from "#lib/domain/issues/fields";
import { issueSearchEntry } from "#lib/domain/issues/search-entry";
import { ensureLabels, withoutLabels } from "./ensure-labels.ts";
import { type IssueRows, issueRows } from "./issue-rows.ts";
import { findTarget, type ImportTarget, type Target, takeNumbers } from "./queries.ts";
import { requireDistinct } from "./require-distinct.ts";
import { type ImportedIssue, ImportedIssues, ImportIssues, type TakenKey } from "./schema.ts";
import { tellImported } from "./tell-imported.ts";

export const importIssues = defineOperation({
  name: "imports.issues",
  summary: "Bring up to 100 issues from another system; those imported before stay as they are.",
  access: "write",
  reach: "projects",
  rest: "POST /imports/issues",
  input: ImportIssues,
  output: ImportedIssues,
  authorize: targetOfIssues,
  async handle(ctx, { source, items }, { project, found, moved, leftOut, taken, people, labels: known }) {
    if (taken.length > 0) throw takenKeys(taken);
    const existing = [...[...found].map(([id, issue]) => ({ id, key: issue.key })), ...moved];
    const settled = new Set([...existing, ...leftOut].map(({ id }) => id));
    const fresh = items.filter((item) => !settled.has(item.id));
    if (fresh.length === 0) {
      ctx.unchanged();
      return { created: [], existing, leftOut };
    }
    const names = fresh.flatMap((item) => item.labels);
    const labels = await ensureLabels(ctx, names, known);
    const surroundings = { project, source, now: ctx.now, people, labels, met: saidMet(ctx) };
    const numbers = numbersFor(fresh, project.lastIssueNumber);
    const rows = fresh.map((item, place) => issueRows(item, numbers[place] ?? 0, surroundings));
    await insert(ctx, project, rows);
    tellImported(ctx, "issue", rows.map(told));
    return {
      created: rows.map((row) => ({ id: row.item.id, key: row.key })),
      existing,
      leftOut: [...leftOut, ...withoutLabels(fresh, labels)],
    };
  },
});

function targetOfIssues(ctx: WriteContext, { project, source, items }: ImportIssues): Promise<ImportTarget> {
  requireDistinct(items);
  const wanted = {
    project,
    source,
    items,
    handles: items.flatMap(handlesOf),
    labels: items.flatMap((item) => item.labels),
  };
  // Before an answer is repeated only the rights are asked, outside of any transaction.
  return "changed" in ctx ? takeNumbers(ctx, wanted) : findTarget(ctx, wanted);
}

/** Kept numbers as they are; the others are the last that were taken, in order. */
function numbersFor(items: readonly ImportedIssue[], lastTaken: number): number[] {
  let next = lastTaken - items.filter((item) => item.number === null).length + 1;
  return items.map((item) => item.number ?? next++);
}

async function insert(ctx: WriteContext, project: Target, rows: readonly IssueRows[]) {
  await insertRows(ctx, [
    { table: "Issue", rows: rows.map((row) => row.issue) },
    { table: "Criterion", rows: rows.flatMap((row) => row.criteria) },
    { table: "IssueLabel", rows: rows.flatMap((row) => row.labels) },
    { table: "Comment", rows: rows.flatMap((row) => row.comments) },
    { table: "IssueAlias", rows: rows.flatMap((row) => row.alias ?? []) },
  ]);
  const entries = rows.flatMap((row) => searchEntries(row, project));
  await ctx.database.search.putMany(ctx.db, entries, { isNew: true });
}

function searchEntries({ key, issue, criteria, comments }: IssueRows, project: Target) {
  return [
    issueSearchEntry({ ...issue, key, criteria }),
    ...comments.map((comment) => commentSearchEntry({ ...comment, projectId: project.id })),
  ];
}

function told({ key, issue, values, criteria, comments }: IssueRows) {
  const fields: FieldChanges = {
    ...beginnings(ISSUE_KEPT, values),
    criteria: [0, criteria.length],
    comments: [0, comments.length],
  };
  return { key, row: issue, fields };
}

function handlesOf(item: ImportedIssue): string[] {
  const authors = item.comments.map((comment) => comment.author);
  return [...item.assignees, item.creator, ...authors].filter((handle) => handle !== null);
}

function takenKeys(taken: readonly TakenKey[]): TurboError {
  const named = taken.slice(0, 5).map(({ id, key, title }) => `${id} would be ${key}, which is already "${title}"`);
  const more = taken.length > 5 ? `; and ${taken.length - 5} more` : "";
  return new TurboError(
    "conflict",
    `${named.join("; ")}${more}. Nothing of this call was saved. Import into an empty project.`,
  );
}
