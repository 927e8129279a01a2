import { type Bound, bindings } from "#lib/core/bindings";
import type { Database } from "#lib/db/database";
import type { KeysetValue } from "#lib/db/keyset";
import { decisionKey } from "#lib/domain/decisions/decision-sql";
import { SUBJECT_KEY, SUBJECT_PROJECT, subjectJoins } from "#lib/domain/subjects/subject-sql";
import type { BinEntry } from "./schema.ts";

interface BinQuery {
  kinds: readonly BinEntry["kind"][];
  /** Ids of projects; null means all. */
  projects: readonly string[] | null;
  after: readonly KeysetValue[] | null;
  limit: number;
}

interface Source {
  /** Columns key, title and the tables; `x` is the binned row. */
  key: string;
  title: string;
  from: string;
  /** Column of the project; null for what belongs to none. */
  project: string | null;
}

const ISSUE_OF = `JOIN "Issue" i ON i."id" = x."issueId" JOIN "Project" p ON p."id" = i."projectId"`;

const SOURCES: Record<BinEntry["kind"], Source> = {
  issue: {
    key: `p."key" || '-' || x."number"`,
    title: `x."title"`,
    from: `"Issue" x JOIN "Project" p ON p."id" = x."projectId"`,
    project: `x."projectId"`,
  },
  comment: {
    key: SUBJECT_KEY,
    title: `substr(x."body", 1, 200)`,
    from: `"Comment" x ${subjectJoins(`x."subjectId"`)}`,
    project: SUBJECT_PROJECT,
  },
  attachment: {
    key: SUBJECT_KEY,
    title: `x."name"`,
    from: `"Attachment" x ${subjectJoins(`x."subjectId"`)}`,
    project: SUBJECT_PROJECT,
  },
  initiative: { key: `'I-' || x."number"`, title: `x."title"`, from: `"Initiative" x`, project: null },
  status_update: {
    key: `'I-' || n."number"`,
    title: `substr(x."body", 1, 200)`,
    from: `"StatusUpdate" x JOIN "Initiative" n ON n."id" = x."initiativeId"`,
    project: null,
  },
  milestone: {
    key: `p."key" || '-MS' || x."number"`,
    title: `x."title"`,
    from: `"Milestone" x JOIN "Project" p ON p."id" = x."projectId"`,
    project: `x."projectId"`,
  },
  document: {
    key: `p."key" || '-DOC' || x."number"`,
    title: `x."title"`,
    from: `"Document" x JOIN "Project" p ON p."id" = x."projectId"`,
    project: `x."projectId"`,
  },
  decision: {
    key: decisionKey("x", "p"),
    title: `x."title"`,
    from: `"Decision" x LEFT JOIN "Project" p ON p."id" = x."projectId"`,
    project: `x."projectId"`,
  },
  worklog: {
    key: `p."key" || '-' || i."number"`,
    title: `substr(x."note", 1, 200)`,
    from: `"WorkLog" x ${ISSUE_OF}`,
    project: `i."projectId"`,
  },
  project: { key: `x."key"`, title: `x."name"`, from: `"Project" x`, project: `x."id"` },
  label: { key: `x."name"`, title: `x."name"`, from: `"Label" x`, project: null },
};

/** One statement for a page of the bin, latest first: each kind comes in order from its own index and they are merged. */
export function binSql(engine: Database["engine"], query: BinQuery): { sql: string; values: Bound[] } {
  const { values, bindAll } = bindings(engine);
  const parts = query.kinds.flatMap((kind) => {
    const { key, title, from, project } = SOURCES[kind];
    const where = [`x."shelf" = 'binned'`];
    if (query.projects !== null) {
      if (project === null || query.projects.length === 0) return [];
      where.push(`${project} IN (${bindAll(query.projects)})`);
    }
    if (query.after) where.push(`(x."binnedAt", x."id") < (${bindAll(query.after)})`);
    return `SELECT * FROM (SELECT '${kind}' AS "kind", x."id" AS "id", ${key} AS "key", ${title} AS "title", x."binnedAt" AS "binnedAt"
      FROM ${from} WHERE ${where.join(" AND ")} ORDER BY x."binnedAt" DESC, x."id" DESC LIMIT ${query.limit + 1}) AS "binned_${kind}"`;
  });
  if (parts.length === 0) return { sql: "", values: [] };
  return {
    sql: `${parts.join(" UNION ALL ")} ORDER BY "binnedAt" DESC, "id" DESC LIMIT ${query.limit + 1}`,
    values,
  };
}
