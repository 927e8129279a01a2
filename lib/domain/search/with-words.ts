import { among } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import type { KeysetCondition } from "#lib/db/keyset";
import type { SearchedKind } from "#lib/domain/kinds";

/** So few hits are looked up by their ids; of more, a page is read in its order. */
const FEW = 300;

const NOTHING: KeysetCondition = { column: "id", in: [] };

/** The condition that words stand in an issue or in a comment on it, within these projects (null: all). */
export async function issuesWithWords(
  ctx: ReadContext,
  text: string,
  projects: readonly string[] | null,
): Promise<KeysetCondition> {
  const { search, engine } = ctx.database;
  const newest = (kind: SearchedKind) =>
    search.find(ctx.db, { text, kinds: [kind], projects, order: "newest", limit: FEW + 1, offset: 0 });
  const issues = await newest("issue");
  const comments = issues.length > FEW ? [] : await newest("comment");
  if (issues.length <= FEW && comments.length <= FEW) {
    const found = [...issues.map(({ subject }) => subject), ...(await commentedOn(ctx, comments))];
    if (found.length === 0) return NOTHING;
    return { sql: (bind) => among(engine, `"id"`, bind(JSON.stringify(found))), few: "id" };
  }
  return {
    sql: (bind) => {
      const own = search.subjectsSql({ text, kinds: ["issue"], projects }, bind);
      const said = search.subjectsSql({ text, kinds: ["comment"], projects }, bind);
      return `"id" IN (${own} UNION ALL SELECT "subjectId" FROM "Comment" WHERE "id" IN (${said}))`;
    },
  };
}

async function commentedOn(ctx: ReadContext, comments: readonly { subject: string }[]): Promise<string[]> {
  if (comments.length === 0) return [];
  const ids = comments.map(({ subject }) => subject);
  const rows = await ctx.db.comment.findMany({ where: { id: { in: ids } }, select: { subjectId: true } });
  return rows.map(({ subjectId }) => subjectId);
}

/** The condition that a text is a part of the title, or that its words stand in what is there to be searched. */
export function withWords({ database: { search } }: ReadContext, kind: SearchedKind, text: string): KeysetCondition {
  return {
    columns: ["titleFold"],
    contains: fold(text),
    orSql: (bind) => `"id" IN (${search.subjectsSql({ text, kinds: [kind] }, bind)})`,
  };
}
