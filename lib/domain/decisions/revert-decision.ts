import { limitOf } from "#lib/core/actor";
import type { Change, WriteContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { idsOf } from "#lib/core/ids";
import { columnsOf } from "#lib/domain/field-table";
import { stampsKept } from "#lib/domain/shelf/move-shelf";
import { findSubjects, type Subject } from "#lib/domain/subjects/find-subjects";
import type { Past, Restorable, Reverter, Unrestored } from "#lib/domain/undo/reverter";
import { saveWords } from "#lib/domain/undo/save-words";
import { updateRows } from "#lib/domain/undo/update-rows";
import { boundToStay, HOLDING } from "./bound-to-stay.ts";
import { aboutDecision, decisionChanges, GOVERNED, targetRows, toldOf } from "./columns.ts";
import type { Governed, StoredDecision, Target } from "./decision-row.ts";
import { DECISION_FIELDS, DECISION_KEPT } from "./fields.ts";
import { flagWhatLeaned, unflag } from "./flag-what-leaned.ts";
import { mayDecide } from "./policy.ts";
import { findDecisions } from "./queries.ts";
import { saveTargets, withoutTargets } from "./save-decision.ts";
import { decisionSearchEntry, decisionTexts } from "./search-entry.ts";

interface Pair {
  row: Restorable;
  was: StoredDecision;
  is: StoredDecision;
}

/** Puts decisions back, with what they flag and whose place they take. */
export const revertDecision: Reverter = {
  kind: "decision",
  async restore(ctx, rows, past) {
    const unrestored: Unrestored[] = [];
    const found = await findDecisions(ctx, idsOf(rows));
    const named = await findNamed(ctx, rows, found, past);
    const bound = boundToStay(ctx, rows, found, named);
    const pairs = rows.flatMap((row): Pair[] => {
      const was = found.find((decision) => decision.id === row.id);
      const why = refused(ctx, was) ?? bound.get(row.id);
      if (was && !why) return [{ row, was, is: next(ctx, was, row, { named: without(named, bound), unrestored }) }];
      unrestored.push({ id: row.id, field: null, why: why ?? "This decision is gone." });
      return [];
    });
    const changed = pairs.filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is));
    await save(ctx, changed);
    const rechecks = await recheck(ctx, pairs, named, unrestored);
    return { changes: [...changed.map(changeOf), ...rechecks], unrestored };
  },
};

interface Named {
  subjects: ReadonlyMap<string, Subject>;
  /** By folded name. */
  labels: ReadonlyMap<string, { id: string; name: string; colour: string }>;
  people: ReadonlyMap<string, { id: string; handle: string; name: string }>;
  /** Ids of those that will hold again by the same undo. */
  held: ReadonlySet<string>;
  away: Past["away"];
}

/** The same, as those that stay as they are will not hold again. */
function without(named: Named, bound: ReadonlyMap<string, string>): Named {
  return { ...named, held: new Set([...named.held].filter((id) => !bound.has(id))) };
}

function texts(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === "string");
}

/** Everything that the old values name, and what took the place of the decisions, in three statements. */
async function findNamed(
  ctx: WriteContext,
  rows: readonly Restorable[],
  found: readonly StoredDecision[],
  past: Past,
): Promise<Named> {
  const all = (name: string) => rows.flatMap(({ values }) => texts(values[name]));
  const keyed = ["governsIssues", "governsDocuments", "governsInitiatives", "supersedes", "supersededBy"].flatMap(all);
  const looked = rows.flatMap(({ elements }) => [
    ...(elements.rechecked?.add ?? []),
    ...(elements.rechecked?.remove ?? []),
  ]);
  const names = all("governsLabels").map(fold);
  const ids = names.flatMap((name) => past.labels.get(name) ?? []);
  const labels =
    names.length === 0
      ? []
      : await ctx.db.label.findMany({ where: { OR: [{ nameFold: { in: names } }, { id: { in: ids } }] } });
  const handles = all("decidedBy");
  const people = handles.length === 0 ? [] : await ctx.db.user.findMany({ where: { handle: { in: handles } } });
  const byName = new Map(labels.map((label) => [label.nameFold, label]));
  for (const [name, id] of past.labels) {
    const label = labels.find((one) => one.id === id);
    if (label) byName.set(name, label);
  }
  return {
    subjects: await findSubjects(ctx, [
      ...new Set([...keyed, ...texts(looked), ...found.flatMap(({ supersededById }) => supersededById ?? [])]),
    ]),
    labels: byName,
    held: new Set(rows.flatMap(({ id, values }) => (HOLDING.has(String(values.status)) ? [id] : []))),
    people: new Map(people.map((person) => [person.handle, person])),
    away: past.away,
  };
}

function refused(ctx: WriteContext, was: StoredDecision | undefined): string | null {
  if (was?.projectId !== null || ctx.actor.projectIds === null) return null;
  return `It belongs to the whole workspace, and ${limitOf(ctx.actor).who} is limited to some projects.`;
}

/** What is as its event says it. */
const PLAIN = ["shelf", ...Object.keys(DECISION_FIELDS).filter((name) => name !== "options")];

/** The decision as it will be; what cannot be any more is named and stays. */
function next(
  ctx: WriteContext,
  was: StoredDecision,
  { id, values }: Restorable,
  { named, unrestored }: { named: Named; unrestored: Unrestored[] },
): StoredDecision {
  const own = PLAIN.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]]));
  const is: StoredDecision = { ...was, ...Object.fromEntries(own) };
  if (typeof values.options === "string") is.options = JSON.parse(values.options);
  const gone = takenBy(values, named);
  if (gone !== null) {
    unrestored.push({
      id,
      field: "status",
      why: `${was.key}: ${gone} does not hold any more, so it cannot take its place.`,
    });
  } else if (values.status !== undefined && mayDecide(ctx.actor)) {
    is.status = values.status as StoredDecision["status"];
    if (values.decidedBy !== undefined) is.decidedBy = person(named, values.decidedBy);
    if (values.decidedAt !== undefined) is.decidedAt = values.decidedAt as string | null;
    if (values.supersededBy !== undefined) {
      const by = values.supersededBy === null ? null : named.subjects.get(String(values.supersededBy));
      is.supersededById = by?.id ?? null;
      is.supersededBy = by ? { id: by.id, key: by.key, title: by.title, status: by.status as "accepted" } : null;
    }
  } else if (values.status !== undefined) {
    unrestored.push({ id, field: "status", why: `${was.key}: a person decides, not an agent's key.` });
  }
  for (const [name, kind] of Object.entries(GOVERNED)) {
    if (values[name] === undefined) continue;
    // What the actor may not see is not theirs to take away.
    const others = is.targets.filter((target) => target.kind !== kind || target.reached || !target.seen);
    is.targets = [
      ...others,
      ...texts(values[name]).flatMap((key): Target[] => {
        const had = was.targets.find((target) => target.kind === kind && !target.reached && target.key === key);
        const subject = named.subjects.get(key);
        const away = subject?.kind === kind ? named.away(subject) : null;
        const found = away === null ? (had ?? targetOf(kind, key, named)) : null;
        if (!found) {
          const why = away ?? `${key} is not there any more.`;
          unrestored.push({ id, field: name, why: `${was.key}: ${why}` });
        }
        return found ? [found] : [];
      }),
    ];
  }
  return is;
}

/** What would take the place of a decision again and does not hold, by its key; null where all is well. */
function takenBy({ status, supersededBy }: Restorable["values"], { subjects, held }: Named): string | null {
  if (status !== "superseded" || typeof supersededBy !== "string") return null;
  const by = subjects.get(supersededBy);
  return !by || held.has(by.id) || HOLDING.has(by.status) ? null : by.key;
}

function person(named: Named, handle: unknown): StoredDecision["decidedBy"] {
  const found = typeof handle === "string" ? named.people.get(handle) : undefined;
  return found ? { id: found.id, handle: found.handle, name: found.name } : null;
}

function targetOf(kind: Governed, key: string, { subjects, labels }: Named): Target | null {
  const target = { kind, key, title: "", status: "", stale: false, reached: false, seen: true };
  if (kind === "path") return { ...target, target: key };
  const label = kind === "label" ? labels.get(fold(key)) : undefined;
  if (label) return { ...target, target: label.id, key: label.name, title: label.colour };
  const subject = subjects.get(key);
  return subject?.kind === kind
    ? { ...target, target: subject.id, title: subject.title, status: subject.status }
    : null;
}

async function save(ctx: WriteContext, pairs: readonly Pair[]): Promise<void> {
  await updateRows(
    ctx,
    "Decision",
    pairs.map(({ was, is }) => ({
      ...columnsOf(DECISION_KEPT, is),
      id: is.id,
      version: is.version,
      supersededById: is.supersededById,
      ...stampsKept(ctx, was, is.shelf),
    })),
  );
  await saveTargets(ctx, await withHidden(ctx, pairs));
  const moved = (to: boolean) =>
    pairs
      .filter(({ was, is }) => was.status !== is.status && (to ? is : was).status === "superseded")
      .map(({ is }) => is.id);
  await unflag(ctx, moved(false));
  await flagWhatLeaned(ctx, moved(true));
  await saveWords(ctx, pairs, { kind: "decision", texts: decisionTexts, entry: decisionSearchEntry });
}

/** The pairs with what is governed already and not shown, because it lies in the bin. */
async function withHidden(ctx: WriteContext, pairs: readonly Pair[]): Promise<Pair[]> {
  const added = pairs.flatMap(({ was, is }) => targetRows(is.id, withoutTargets(is.targets, was.targets), ctx.now));
  if (added.length === 0) return [...pairs];
  const there = await ctx.db.decisionTarget.findMany({
    where: { id: { in: added.map(({ id }) => id) } },
    select: { decisionId: true, target: true },
  });
  return pairs.map((pair) => {
    const own = new Set(there.flatMap(({ decisionId, target }) => (decisionId === pair.is.id ? target : [])));
    const hidden = withoutTargets(pair.is.targets, pair.was.targets).filter(({ target }) => own.has(target));
    return { ...pair, was: { ...pair.was, targets: [...pair.was.targets, ...hidden] } };
  });
}

/** Flags again what was rechecked, or takes the flag away again. */
async function recheck(
  ctx: WriteContext,
  pairs: readonly Pair[],
  { subjects, away }: Named,
  unrestored: Unrestored[],
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const stale of [true, false]) {
    const wanted = pairs.flatMap(({ row, is }) =>
      texts(row.elements.rechecked?.[stale ? "remove" : "add"] ?? []).flatMap((key) => {
        const subject = subjects.get(key);
        const why = subject && away(subject);
        if (why) unrestored.push({ id: is.id, field: "rechecked", why: `${is.key}: ${why}` });
        return subject && !why ? [{ is, subject, key }] : [];
      }),
    );
    if (wanted.length === 0) continue;
    await ctx.db.decisionTarget.updateMany({
      where: { OR: wanted.map(({ is, subject }) => ({ decisionId: is.id, target: subject.id })) },
      data: { stale },
    });
    for (const { is, subject, key } of wanted) {
      const about = [
        { kind: "decision", id: is.id },
        { kind: subject.kind, id: subject.id },
      ];
      const fields: Change["fields"] = { rechecked: stale ? [key, null] : [null, key] };
      changes.push({ kind: "decision", id: is.id, key: is.key, projectId: is.projectId, fields, about });
    }
  }
  return changes;
}

function changeOf({ was, is }: Pair): Change {
  const touched =
    was.status === is.status
      ? [...withoutTargets(is.targets, was.targets), ...withoutTargets(was.targets, is.targets)]
      : was.targets;
  return toldOf(is, { ...decisionChanges(was, is), shelf: [was.shelf, is.shelf] }, aboutDecision(is.id, touched));
}
