import type { Change, WriteContext } from "#lib/core/context";
import { idsOf } from "#lib/core/ids";
import { criteriaAgain } from "#lib/domain/criteria/criteria-again";
import { evidenceChange } from "#lib/domain/criteria/evidence";
import { evidenceAgain, evidenceDocuments } from "#lib/domain/criteria/evidence-again";
import { saveCriteria } from "#lib/domain/criteria/save-criteria";
import { saveEvidence } from "#lib/domain/criteria/save-evidence";
import { columnsOf, differences, isNothing } from "#lib/domain/field-table";
import { stampsKept } from "#lib/domain/shelf/move-shelf";
import type { Restorable, Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { saveWords } from "#lib/domain/undo/save-words";
import { updateRows } from "#lib/domain/undo/update-rows";
import { ISSUE_KEPT, type IssueValues } from "./fields.ts";
import { moveBack } from "./move-back.ts";
import { revertLabels } from "./revert-labels.ts";
import { revertLinks } from "./revert-links.ts";
import { withoutLoops } from "./revert-parents.ts";
import { findNamed, type Named } from "./reverted-names.ts";
import { type RevertedIssue, readReverted } from "./reverted-rows.ts";
import { issueSearchEntry, issueTexts } from "./search-entry.ts";

/** Puts issues back. */
export const revertIssue: Reverter = {
  kind: "issue",
  async restore(ctx, rows, past) {
    const unrestored: Unrestored[] = [];
    const moved = await moveBack(ctx, rows, unrestored);
    const before = await readReverted(ctx, idsOf(rows));
    const named = await findNamed(ctx, rows, past);
    const there = rows.filter(
      ({ id }) => before.has(id) || !unrestored.push({ id, field: null, why: "This issue is gone." }),
    );
    const after = await nextRows(ctx, there, { before, named, unrestored });
    const labels = await revertLabels(ctx, there, past, unrestored);
    const links = await revertLinks(ctx, there, { before, named, unrestored });
    await save(ctx, before, after, new Set([...labels.keys()]));
    const changes = there.flatMap(({ id }) => {
      const [was, is] = [before.get(id), after.get(id)];
      if (!was || !is) return [];
      const key = moved.get(id);
      const fields = { ...fieldChanges(was, is), ...labels.get(id), ...(key ? { key } : {}) };
      const own = links.filter((link) => link.id === id);
      const about = [id, ...own.map((link) => link.other)].map((one) => ({ kind: "issue", id: one }));
      const subject = { kind: "issue", id, key: is.key, projectId: is.projectId };
      // A link is told alone, as linking tells it: one field holds one link.
      const [first, ...more] = own.map((link) => link.fields);
      const told: Change[] = [{ ...subject, fields: { ...fields, ...first }, about }];
      for (const link of more) told.push({ ...subject, fields: link, about });
      return told.filter((one) => !isNothing(one.fields));
    });
    return { changes, unrestored };
  },
};

interface Surroundings {
  before: ReadonlyMap<string, RevertedIssue>;
  named: Named;
  unrestored: Unrestored[];
}

/** The issues as they will be; what cannot be any more is named and stays. */
async function nextRows(
  ctx: WriteContext,
  rows: readonly Restorable[],
  { before, named, unrestored }: Surroundings,
): Promise<Map<string, RevertedIssue>> {
  const after = new Map<string, RevertedIssue>();
  const documents = await evidenceDocuments(ctx, rows);
  for (const row of rows) {
    const { id, values } = row;
    const was = before.get(id);
    if (!was) continue;
    const { assignee, parent, initiative, milestone, key: _, ...plain } = values;
    const next = { ...was, ...plain } as RevertedIssue;
    if (plain.criteria) next.criteria = criteriaAgain(ctx, was, row, unrestored);
    for (const field of ["startedAt", "completedAt", "queuedAt"] as const) {
      if (typeof plain[field] === "string") next[field] = new Date(plain[field]);
    }
    next.evidence = evidenceAgain(ctx, next, { row, documents, unrestored });
    for (const [field, given] of Object.entries({ assignee, parent, initiative, milestone })) {
      if (given === undefined) continue;
      const to = given === null ? null : named(field, String(given));
      if (to === undefined) {
        unrestored.push({
          id,
          field,
          why: `${was.key}: ${String(given)} is not there any more, so its ${field} stays.`,
        });
        continue;
      }
      if (to?.away) {
        unrestored.push({ id, field, why: `${was.key}: ${to.away}` });
        continue;
      }
      if (field === "milestone" && to && to.projectId !== was.projectId) {
        unrestored.push({ id, field, why: `${was.key}: ${to.name} belongs to another project.` });
        continue;
      }
      Object.assign(next, { [field]: to?.name ?? null, [`${field}Id`]: to?.id ?? null });
    }
    after.set(id, { ...next, ...stampsKept(ctx, was, next.shelf) });
  }
  return withoutLoops(ctx, before, after, unrestored);
}

/** Writes what differs; `relabelled` get their next version although no column of theirs does. */
async function save(
  ctx: WriteContext,
  before: ReadonlyMap<string, RevertedIssue>,
  after: ReadonlyMap<string, RevertedIssue>,
  relabelled: ReadonlySet<string>,
): Promise<void> {
  const pairs = [...after.values()].flatMap((is) => {
    const was = before.get(is.id);
    return was && (relabelled.has(is.id) || JSON.stringify(was) !== JSON.stringify(is)) ? [{ was, is }] : [];
  });
  const columns = pairs.map(({ is }) => columnsIn(is));
  const changed = changedColumns(
    pairs.map(({ was }) => columnsIn(was)),
    columns,
  );
  await updateRows(
    ctx,
    "Issue",
    pairs.map(({ is }, place) => ({
      id: is.id,
      version: is.version,
      ...Object.fromEntries(changed.map((name) => [name, columns[place]?.[name] ?? null])),
    })),
  );
  await saveCriteria(
    ctx,
    pairs.map(({ was, is }) => ({ issueId: is.id, before: was.criteria, after: is.criteria })),
  );
  await saveEvidence(
    ctx,
    pairs.flatMap(({ was }) => was.evidence),
    pairs.flatMap(({ is }) => is.evidence),
  );
  await saveWords(ctx, pairs, { kind: "issue", texts: issueTexts, entry: issueSearchEntry });
}

type Columns = Record<string, string | number | object | null>;

function columnsIn(issue: RevertedIssue): Columns {
  const { shelf, archivedAt, binnedAt } = issue;
  return { ...columnsOf(ISSUE_KEPT, valuesOf(issue)), shelf, archivedAt, binnedAt };
}

function valuesOf(issue: RevertedIssue): IssueValues {
  const pointer = (field: "assignee" | "parent" | "initiative" | "milestone") => {
    return { id: issue[`${field}Id`], name: issue[field] };
  };
  const [assignee, parent] = [pointer("assignee"), pointer("parent")];
  return { ...issue, assignee, parent, initiative: pointer("initiative"), milestone: pointer("milestone"), labels: [] };
}

/** The columns in which any of the rows differs, so that long ones that stay are not sent. */
function changedColumns(before: readonly Columns[], after: readonly Columns[]): string[] {
  return Object.keys(after[0] ?? {}).filter((name) =>
    after.some((row, place) => JSON.stringify(row[name]) !== JSON.stringify(before[place]?.[name])),
  );
}

function fieldChanges(was: RevertedIssue, is: RevertedIssue): Change["fields"] {
  const { labels: _, ...fields } = differences(ISSUE_KEPT, valuesOf(was), valuesOf(is));
  const evidence = evidenceChange(was.evidence, is.evidence);
  return { ...fields, ...(evidence ? { evidence } : {}), shelf: [was.shelf, is.shelf] };
}
