import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import type { SearchEntry } from "#lib/db/search";
import { commentSearchEntry } from "#lib/domain/comments/search-entry";
import type { DecisionOption } from "#lib/domain/decisions/schema";
import { decisionSearchEntry } from "#lib/domain/decisions/search-entry";
import { documentKey } from "#lib/domain/documents/document-row";
import { documentSearchEntry } from "#lib/domain/documents/search-entry";
import { initiativeSearchEntry } from "#lib/domain/initiatives/search-entry";
import type { Criterion } from "#lib/domain/issues/fields";
import { issueSearchEntry } from "#lib/domain/issues/search-entry";
import { KINDS, SEARCHED_KINDS, type SearchedKind } from "#lib/domain/kinds";
import { milestoneSearchEntry } from "#lib/domain/milestones/search-entry";
import { projectSearchEntry } from "#lib/domain/projects/search-entry";
import { subjectKey } from "#lib/domain/subjects/subject-key";

/** Entries written per transaction: other writers get their turn between. */
const BATCH = 100;

interface Subject {
  id: string;
  kind: SearchedKind;
}

type Open = Pick<WriteContext, "database" | "db">;

/** Who rebuilds: something to write with. */
interface Writing {
  atomically<T>(work: (open: Open) => Promise<T>): Promise<T>;
}

/**
 * Writes the whole search index anew from what is stored, oldest first; while it runs, search finds only a part.
 * Projects always have an entry, issues, comments and documents unless they are in the bin themselves.
 * Answers how many entries there are; `progress` hears the count so far.
 */
export async function rebuildSearch(ctx: Writing, progress: (done: number) => void = () => undefined): Promise<number> {
  await ctx.atomically((inner) => inner.database.search.clear(inner.db));
  return rewriteSearch(ctx, progress);
}

/** Writes every entry anew in its place; what was found before is found meanwhile. */
export async function rewriteSearch(ctx: Writing, progress: (done: number) => void = () => undefined): Promise<number> {
  let done = 0;
  for (let after = ""; ; ) {
    const batch = await ctx.atomically(async (inner) => {
      const subjects = await nextSubjects(inner, after);
      const entries = await readEntries(inner, subjects);
      await inner.database.search.putMany(inner.db, entries);
      return { last: subjects.at(-1)?.id, written: entries.length };
    });
    if (batch.last === undefined) return done;
    after = batch.last;
    done += batch.written;
    progress(done);
  }
}

/** The next things to index by id, which is by age, held so that nobody changes them before their entry is written. */
async function nextSubjects(ctx: Open, after: string): Promise<Subject[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const parts = SEARCHED_KINDS.map((kind) => {
    const { table } = KINDS[kind];
    return `SELECT * FROM (SELECT "id", '${kind}' AS "kind" FROM "${table}" WHERE "id" > ${bind(after)} ORDER BY "id" LIMIT ${BATCH}) AS "of${table}"`;
  });
  const subjects = await ctx.db.$queryRawUnsafe<Subject[]>(
    `${parts.join(" UNION ALL ")} ORDER BY "id" LIMIT ${BATCH}`,
    ...values,
  );
  return subjects;
}

async function readEntries(ctx: Open, subjects: readonly Subject[]): Promise<SearchEntry[]> {
  const ids = (kind: SearchedKind) => subjects.filter((one) => one.kind === kind).map((one) => one.id);
  if (ctx.database.engine === "postgres") {
    for (const kind of SEARCHED_KINDS) {
      const held = `SELECT "id" FROM "${KINDS[kind].table}" WHERE "id" = ANY($1::text[]) FOR SHARE`;
      await ctx.db.$queryRawUnsafe(held, ids(kind));
    }
  }
  const projects = await ctx.db.project.findMany({ where: { id: { in: ids("project") } } });
  const issues = await ctx.db.issue.findMany({
    where: { id: { in: ids("issue") }, shelf: { not: "binned" } },
    include: { project: { select: { key: true } } },
  });
  const comments = await ctx.db.comment.findMany({
    where: { id: { in: ids("comment") }, shelf: { not: "binned" } },
    select: { id: true, body: true, projectId: true },
  });
  const documents = await ctx.db.document.findMany({
    where: { id: { in: ids("document") }, shelf: { not: "binned" } },
    select: { id: true, projectId: true, number: true, title: true, body: true, project: { select: { key: true } } },
  });
  const decisions = await ctx.db.decision.findMany({
    where: { id: { in: ids("decision") }, shelf: { not: "binned" } },
    include: { project: { select: { key: true } } },
  });
  const initiatives = await ctx.db.initiative.findMany({
    where: { id: { in: ids("initiative") }, shelf: { not: "binned" } },
    select: { id: true, number: true, title: true, description: true },
  });
  const milestones = await ctx.db.milestone.findMany({
    where: { id: { in: ids("milestone") }, shelf: { not: "binned" } },
    select: {
      id: true,
      projectId: true,
      number: true,
      title: true,
      description: true,
      project: { select: { key: true } },
    },
  });
  const entries = new Map(
    [
      ...projects.map(projectSearchEntry),
      ...issues.map((issue) =>
        issueSearchEntry({
          ...issue,
          key: `${issue.project.key}-${issue.number}`,
          criteria: issue.criteria as unknown as Criterion[],
        }),
      ),
      ...comments.map(commentSearchEntry),
      ...decisions.map(({ project, number, options, ...decision }) =>
        decisionSearchEntry({
          ...decision,
          key: subjectKey({ kind: "decision", project: project?.key ?? null, number }),
          options: options as unknown as DecisionOption[],
        }),
      ),
      ...initiatives.map(({ number, ...initiative }) =>
        initiativeSearchEntry({ ...initiative, key: subjectKey({ kind: "initiative", project: null, number }) }),
      ),
      ...milestones.map(({ project, number, ...milestone }) =>
        milestoneSearchEntry({ ...milestone, key: subjectKey({ kind: "milestone", project: project.key, number }) }),
      ),
      ...documents.map(({ project, number, ...document }) =>
        documentSearchEntry({ ...document, key: documentKey(project.key, number) }),
      ),
    ].map((entry) => [entry.subject, entry]),
  );
  return subjects.flatMap(({ id }) => entries.get(id) ?? []);
}
