import { type Bound, bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import type { KeysetValue } from "#lib/db/keyset";
import { type KeyedKind, KINDS, type Kind } from "#lib/domain/kinds";
import { seenOf } from "#lib/domain/subjects/seen-only";
import { projectJoinSql, subjectKeySql } from "#lib/domain/subjects/subject-key";
import { SUBJECT_KEY, subjectJoins, subjectSql } from "#lib/domain/subjects/subject-sql";

interface BinQuery {
  kinds: readonly Kind[];
  after: readonly KeysetValue[] | null;
  limit: number;
}

interface Source {
  key: string;
  /** What the key needs besides `x`, the binned row. */
  joins: string;
  /** For an actor that is limited to some projects, begins with AND: it may see the row. */
  seen: (ctx: ReadContext) => string;
}

const ON_SUBJECT: Source = {
  key: SUBJECT_KEY,
  joins: subjectJoins(`x."subjectId"`),
  seen: (ctx) => subjectSql(ctx, `x."subjectId"`).seen,
};
const ON_ISSUE: Source = {
  key: subjectKeySql("issue", "i", "p"),
  joins: `JOIN "Issue" i ON i."id" = x."issueId" ${projectJoinSql("issue", "i", "p")}`,
  seen: (ctx) => seenOf(ctx, "issue", "i"),
};
/** What has no key with a number of its own. */
const OTHERS: Record<Exclude<Kind, KeyedKind>, Source> = {
  project: { key: `x."key"`, joins: "", seen: (ctx) => seenOf(ctx, "project", "x") },
  comment: ON_SUBJECT,
  attachment: ON_SUBJECT,
  status_update: {
    key: subjectKeySql("initiative", "n", ""),
    joins: `JOIN "Initiative" n ON n."id" = x."initiativeId"`,
    seen: (ctx) => seenOf(ctx, "initiative", "n"),
  },
  worklog: ON_ISSUE,
  question: ON_ISSUE,
  // Labels are the workspace's: who is limited to some projects takes none out of the bin.
  label: { key: `x."name"`, joins: "", seen: () => " AND 1 = 0" },
};
const isKeyed = (kind: Kind): kind is KeyedKind => KINDS[kind].key !== null;

/** How the key of a binned row `x` is read. */
export function sourceOf(kind: Kind): Source {
  if (!isKeyed(kind)) return OTHERS[kind];
  return {
    key: subjectKeySql(kind, "x", "p"),
    joins: projectJoinSql(kind, "x", "p"),
    seen: (ctx) => seenOf(ctx, kind, "x"),
  };
}

/** What stands as the title of a binned row: of a text, how it begins. */
function titleOf(kind: Kind): string {
  const { title } = KINDS[kind];
  return title === "body" || title === "note" || title === "text" ? `substr(x."${title}", 1, 200)` : `x."${title}"`;
}

/** One statement for a page of the bin, latest first: each kind comes in order from its own index and they are merged. */
export function binSql(ctx: ReadContext, query: BinQuery): { sql: string; values: Bound[] } {
  const { values, bindAll } = bindings(ctx.database.engine);
  const parts = query.kinds.map((kind) => {
    const { key, joins, seen } = sourceOf(kind);
    const limited = ctx.actor.projectIds === null ? "" : seen(ctx);
    const after = query.after ? ` AND (x."binnedAt", x."id") < (${bindAll(query.after)})` : "";
    return `SELECT * FROM (SELECT '${kind}' AS "kind", x."id" AS "id", ${key} AS "key", ${titleOf(kind)} AS "title", x."binnedAt" AS "binnedAt"
      FROM "${KINDS[kind].table}" x ${joins} WHERE x."shelf" = 'binned'${limited}${after} ORDER BY x."binnedAt" DESC, x."id" DESC LIMIT ${query.limit + 1}) AS "binned_${kind}"`;
  });
  return {
    sql: `${parts.join(" UNION ALL ")} ORDER BY "binnedAt" DESC, "id" DESC LIMIT ${query.limit + 1}`,
    values,
  };
}
