import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import type { SearchEntry } from "#lib/db/search";
import { commentSearchEntry } from "#lib/domain/comments/search-entry";
import type { DecisionOption } from "#lib/domain/decisions/fields";
import { decisionSearchEntry } from "#lib/domain/decisions/search-entry";
import { documentSearchEntry } from "#lib/domain/documents/search-entry";
import { initiativeSearchEntry } from "#lib/domain/initiatives/search-entry";
import { issueSearchEntry } from "#lib/domain/issues/search-entry";
import { KINDS, SEARCHED_KINDS, type SearchedKind } from "#lib/domain/kinds";
import { milestoneSearchEntry } from "#lib/domain/milestones/search-entry";
import { projectSearchEntry } from "#lib/domain/projects/search-entry";
import { proposalSearchEntry } from "#lib/domain/proposals/search-entry";
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
  const entries = new Map<string, SearchEntry>();
  for (const kind of SEARCHED_KINDS) {
    for (const entry of await READ[kind](ctx, ids(kind))) entries.set(entry.subject, entry);
  }
  return subjects.flatMap(({ id }) => entries.get(id) ?? []);
}

const notBinned = (ids: string[]) => ({ id: { in: ids }, shelf: { not: "binned" } }) as const;
const ofProject = { select: { key: true } } as const;
const inOrder = { select: { text: true }, orderBy: { position: "asc" } } as const;
const plain = { id: true, number: true, title: true } as const;

/** What of each kind is in no bin, projects aside, as its entries. */
const READ: Record<SearchedKind, (ctx: Open, ids: string[]) => Promise<SearchEntry[]>> = {
  async project({ db }, ids) {
    return (await db.project.findMany({ where: { id: { in: ids } } })).map(projectSearchEntry);
  },
  async issue({ db }, ids) {
    const rows = await db.issue.findMany({ where: notBinned(ids), include: { project: ofProject, criteria: inOrder } });
    return rows.map(({ project, number, criteria, ...issue }) =>
      issueSearchEntry({
        ...issue,
        key: subjectKey({ kind: "issue", project: project.key, number }),
        criteria,
      }),
    );
  },
  async comment({ db }, ids) {
    const select = { id: true, body: true, projectId: true } as const;
    return (await db.comment.findMany({ where: notBinned(ids), select })).map(commentSearchEntry);
  },
  async decision({ db }, ids) {
    const rows = await db.decision.findMany({ where: notBinned(ids), include: { project: ofProject } });
    return rows.map(({ project, number, options, ...decision }) =>
      decisionSearchEntry({
        ...decision,
        key: subjectKey({ kind: "decision", project: project?.key ?? null, number }),
        options: options as unknown as DecisionOption[],
      }),
    );
  },
  async initiative({ db }, ids) {
    const rows = await db.initiative.findMany({ where: notBinned(ids), select: { ...plain, description: true } });
    return rows.map(({ number, ...initiative }) =>
      initiativeSearchEntry({ ...initiative, key: subjectKey({ kind: "initiative", project: null, number }) }),
    );
  },
  async milestone({ db }, ids) {
    const select = { ...plain, projectId: true, description: true, project: ofProject } as const;
    const rows = await db.milestone.findMany({ where: notBinned(ids), select });
    return rows.map(({ project, number, ...milestone }) =>
      milestoneSearchEntry({ ...milestone, key: subjectKey({ kind: "milestone", project: project.key, number }) }),
    );
  },
  async proposal({ db }, ids) {
    const select = { ...plain, projectId: true, note: true, project: ofProject } as const;
    const rows = await db.proposal.findMany({ where: notBinned(ids), select });
    return rows.map(({ project, number, ...proposal }) =>
      proposalSearchEntry({ ...proposal, key: subjectKey({ kind: "proposal", project: project.key, number }) }),
    );
  },
  async document({ db }, ids) {
    const select = { ...plain, projectId: true, body: true, project: ofProject } as const;
    const rows = await db.document.findMany({ where: notBinned(ids), select });
    return rows.map(({ project, number, ...document }) =>
      documentSearchEntry({ ...document, key: subjectKey({ kind: "document", project: project.key, number }) }),
    );
  },
};
