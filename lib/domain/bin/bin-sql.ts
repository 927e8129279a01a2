import { type Bound, bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import type { KeysetValue } from "#lib/db/keyset";
import { decisionKey, seenDecision } from "#lib/domain/decisions/decision-sql";
import { seenOnly } from "#lib/domain/issues/seen-only";
import { seenInitiative } from "#lib/domain/subjects/find-subjects";
import { SUBJECT_KEY, subjectJoins, subjectSql } from "#lib/domain/subjects/subject-sql";
import type { BinEntry } from "./schema.ts";

interface BinQuery {
  kinds: readonly BinEntry["kind"][];
  after: readonly KeysetValue[] | null;
  limit: number;
}

interface Source {
  /** Columns key, title and the tables; `x` is the binned row. */
  key: string;
  title: string;
  from: string;
  /** For an actor that is limited to some projects, begins with AND: it may see the row. */
  seen: (ctx: ReadContext) => string;
}

const ISSUE_OF = `JOIN "Issue" i ON i."id" = x."issueId" JOIN "Project" p ON p."id" = i."projectId"`;
const own = (ctx: ReadContext) => seenOnly(ctx, "x");
const ofSubject = (ctx: ReadContext) => subjectSql(ctx, `x."subjectId"`).seen;

const SOURCES: Record<BinEntry["kind"], Source> = {
  issue: {
    key: `p."key" || '-' || x."number"`,
    title: `x."title"`,
    from: `"Issue" x JOIN "Project" p ON p."id" = x."projectId"`,
    seen: own,
  },
  comment: {
    key: SUBJECT_KEY,
    title: `substr(x."body", 1, 200)`,
    from: `"Comment" x ${subjectJoins(`x."subjectId"`)}`,
    seen: ofSubject,
  },
  attachment: {
    key: SUBJECT_KEY,
    title: `x."name"`,
    from: `"Attachment" x ${subjectJoins(`x."subjectId"`)}`,
    seen: ofSubject,
  },
  initiative: {
    key: `'I-' || x."number"`,
    title: `x."title"`,
    from: `"Initiative" x`,
    seen: (ctx) => seenInitiative(ctx),
  },
  status_update: {
    key: `'I-' || n."number"`,
    title: `substr(x."body", 1, 200)`,
    from: `"StatusUpdate" x JOIN "Initiative" n ON n."id" = x."initiativeId"`,
    seen: (ctx) => seenInitiative(ctx, "n"),
  },
  milestone: {
    key: `p."key" || '-MS' || x."number"`,
    title: `x."title"`,
    from: `"Milestone" x JOIN "Project" p ON p."id" = x."projectId"`,
    seen: own,
  },
  document: {
    key: `p."key" || '-DOC' || x."number"`,
    title: `x."title"`,
    from: `"Document" x JOIN "Project" p ON p."id" = x."projectId"`,
    seen: own,
  },
  decision: {
    key: decisionKey("x", "p"),
    title: `x."title"`,
    from: `"Decision" x LEFT JOIN "Project" p ON p."id" = x."projectId"`,
    seen: (ctx) => seenDecision(ctx, "x"),
  },
  worklog: {
    key: `p."key" || '-' || i."number"`,
    title: `substr(x."note", 1, 200)`,
    from: `"WorkLog" x ${ISSUE_OF}`,
    seen: (ctx) => seenOnly(ctx, "i"),
  },
  project: {
    key: `x."key"`,
    title: `x."name"`,
    from: `"Project" x`,
    seen: (ctx) => own(ctx).replace('"projectId"', '"id"'),
  },
  // Labels are the workspace's: who is limited to some projects takes none out of the bin.
  label: { key: `x."name"`, title: `x."name"`, from: `"Label" x`, seen: () => " AND 1 = 0" },
};

/** One statement for a page of the bin, latest first: each kind comes in order from its own index and they are merged. */
export function binSql(ctx: ReadContext, query: BinQuery): { sql: string; values: Bound[] } {
  const { values, bindAll } = bindings(ctx.database.engine);
  const parts = query.kinds.map((kind) => {
    const { key, title, from, seen } = SOURCES[kind];
    const limited = ctx.actor.projectIds === null ? "" : seen(ctx);
    const after = query.after ? ` AND (x."binnedAt", x."id") < (${bindAll(query.after)})` : "";
    return `SELECT * FROM (SELECT '${kind}' AS "kind", x."id" AS "id", ${key} AS "key", ${title} AS "title", x."binnedAt" AS "binnedAt"
      FROM ${from} WHERE x."shelf" = 'binned'${limited}${after} ORDER BY x."binnedAt" DESC, x."id" DESC LIMIT ${query.limit + 1}) AS "binned_${kind}"`;
  });
  return {
    sql: `${parts.join(" UNION ALL ")} ORDER BY "binnedAt" DESC, "id" DESC LIMIT ${query.limit + 1}`,
    values,
  };
}
