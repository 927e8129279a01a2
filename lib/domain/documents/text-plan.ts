import type { ReadContext } from "#lib/core/context";
import { KINDS, type ProjectCounted } from "#lib/domain/kinds";
import { maySeeProject } from "#lib/domain/projects/policy";
import { type Name, namesIn } from "#lib/domain/references/names-in";
import { findSubjects, type Subject } from "#lib/domain/subjects/find-subjects";
import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import type { Plan, PlanName, PlanThing } from "#lib/validation/plan";

/** Keys of one text that are looked up, at most, and in one statement. */
const MOST = 500;
const AT_ONCE = 200;
/** Decisions that took the place of one another, one after the other, at most. */
const LONGEST_CHAIN = 20;
/** Characters in which an address says its key. */
const ADDRESS = 2500;

/** What the store says of what a text names; of what the actor may not see, nothing. */
export async function planOf(ctx: ReadContext, text: string): Promise<Plan> {
  const named = namesIn(text, ctx.hosts).filter(({ kind }) => kind === "key");
  // In their order those of one project stand together, and are asked for together.
  const keys = [...new Set(named.map(({ name }) => name))].slice(0, MOST).sort();
  const subjects = new Map<string, Subject>();
  for (let from = 0; from < keys.length; from += AT_ONCE) {
    for (const [key, subject] of await findSubjects(ctx, keys.slice(from, from + AT_ONCE))) subjects.set(key, subject);
  }
  const [instead, due, missing] = await Promise.all([
    insteadOf(ctx, [...subjects.values()]),
    /\bdue\b|\(by\b/i.test(text) ? dueDates(ctx, [...subjects.values()]) : new Map<string, string>(),
    missingOf(
      ctx,
      keys.filter((key) => !subjects.has(key)),
    ),
  ]);
  const things = [...subjects].flatMap(([key, { kind, id, title, status, shelf, under }]): [string, PlanThing][] => {
    if (kind === "project") return [];
    const binned = shelf === "binned" || under !== null;
    const more = { supersededBy: instead.get(id) ?? null, due: due.get(id) ?? null };
    return [[key, { key, kind, title, status, binned, ...more }]];
  });
  const whole = named.some((name) => name.text === null) ? text.toUpperCase() : "";
  return { names: named.map((name) => placeOf(name, whole)), things: new Map(things), missing };
}

function placeOf({ name, at, text }: Name, whole: string): PlanName {
  if (text !== null) return { key: name, start: at, end: at + text.length, linked: false };
  const found = whole.slice(at, at + ADDRESS).indexOf(name);
  const start = at + Math.max(0, found);
  return { key: name, start, end: start + (found < 0 ? 1 : name.length), linked: true };
}

/** The keys of decisions that hold instead of those that were superseded, by the ids of these. */
async function insteadOf(ctx: ReadContext, subjects: readonly Subject[]): Promise<Map<string, string>> {
  const old = subjects.filter(({ kind, status }) => kind === "decision" && status === "superseded");
  if (old.length === 0) return new Map();
  const next = new Map<string, string>();
  let asked = old.map(({ id }) => id);
  for (let step = 0; step < LONGEST_CHAIN && asked.length > 0; step++) {
    const where = { id: { in: asked }, status: "superseded" as const, supersededById: { not: null } };
    const rows = await ctx.db.decision.findMany({ where, select: { id: true, supersededById: true } });
    for (const { id, supersededById } of rows) if (supersededById) next.set(id, supersededById);
    asked = rows.flatMap(({ supersededById }) => (supersededById && !next.has(supersededById) ? [supersededById] : []));
  }
  const lastOf = (id: string): string => {
    let last = id;
    for (let step = 0; step < LONGEST_CHAIN; step++) last = next.get(last) ?? last;
    return last;
  };
  const lasts = new Map(old.map(({ id }) => [id, lastOf(id)]));
  const found = await findSubjects(ctx, [...new Set(lasts.values())]);
  return new Map(
    [...lasts].flatMap(([id, last]) => {
      const holds = found.get(last);
      const isUsed = holds && holds.shelf !== "binned" && holds.under === null;
      return isUsed && /^(?:accepted|implemented)$/.test(holds.status) ? [[id, holds.key]] : [];
    }),
  );
}

async function dueDates(ctx: ReadContext, subjects: readonly Subject[]): Promise<Map<string, string>> {
  const asked = (kind: Subject["kind"]) => ({
    where: { id: { in: subjects.filter((one) => one.kind === kind).map(({ id }) => id) }, dueDate: { not: null } },
    select: { id: true, dueDate: true },
  });
  const rows = await Promise.all([
    ctx.db.issue.findMany(asked("issue")),
    ctx.db.milestone.findMany(asked("milestone")),
  ]);
  return new Map(rows.flat().map(({ id, dueDate }) => [id, dueDate ?? ""]));
}

type Counters = { id: string; key: string; shelf: string } & Record<
  (typeof KINDS)[ProjectCounted]["key"]["counter"],
  number
>;

/**
 * Which of these keys, that nothing the actor may see has, nothing has at all. For who is limited to projects a number that
 * was given out is never missing: the thing may have moved to where they do not see it.
 */
async function missingOf(ctx: ReadContext, keys: readonly string[]): Promise<Set<string>> {
  const read = keys.flatMap((key) => {
    const said = readSubjectKey(key);
    return said ? [{ ...said, key }] : [];
  });
  const missing = new Set<string>();
  const ofWorkspace = read.filter(({ kind, project }) => kind === "decision" && project === null);
  if (ofWorkspace.length > 0 && (await ctx.db.decision.findFirst({ where: { projectId: null }, select: { id: true } })))
    for (const { key } of ofWorkspace) missing.add(key);
  const names = [...new Set(read.flatMap(({ project }) => project ?? []))];
  if (names.length === 0) return missing;
  const projects = new Map(
    (
      await ctx.db.project.findMany({
        where: { key: { in: names } },
        select: {
          ...{ id: true, key: true, shelf: true, lastIssueNumber: true, lastMilestoneNumber: true },
          ...{ lastDecisionNumber: true, lastDocumentNumber: true, lastProposalNumber: true },
        },
      })
    )
      .filter(({ id, shelf }) => maySeeProject(ctx.actor, id) && shelf !== "binned")
      .map((project): [string, Counters] => [project.key, project]),
  );
  for (const { key, kind, project, number } of read) {
    const counters = projects.get(project ?? "");
    const { counter } = KINDS[kind].key;
    if (!counters || counter === null) continue;
    if (ctx.actor.projectIds === null || number > counters[counter]) missing.add(key);
  }
  const own = ctx.actor.projectIds === null ? {} : { projectId: { in: [...ctx.actor.projectIds] } };
  const old = await ctx.db.issueAlias.findMany({ where: { key: { in: [...missing] }, ...own }, select: { key: true } });
  for (const { key } of old) missing.delete(key);
  return missing;
}
