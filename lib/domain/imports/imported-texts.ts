import { bindings } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { jsonSql } from "#lib/core/json-sql";
import { jsonOf, type Row } from "#lib/core/row-value";
import { decisionTexts } from "#lib/domain/decisions/search-entry";
import { issueTexts } from "#lib/domain/issues/search-entry";
import { KINDS } from "#lib/domain/kinds";
import type { ReferringTexts } from "#lib/domain/references/save-many-references";
import type { ImportedKind } from "./schema.ts";

interface Texts {
  columns: readonly string[];
  /** What stands in other tables. */
  more?: (ctx: ReadContext) => string;
  texts: (row: Row) => string[];
}

/** The columns of each kind's texts, and how the texts are read from a row. */
const TEXTS: Record<ImportedKind, Texts> = {
  issue: {
    columns: ["title", "description"],
    more: (ctx) =>
      `${jsonSql(ctx).list(`k."text"`, `FROM "Criterion" k WHERE k."issueId" = "Issue"."id"`)} AS "criteria"`,
    texts: ({ title, description, criteria }) =>
      issueTexts({
        title: String(title),
        description: String(description),
        criteria: jsonOf<string[]>(criteria).map((text) => ({ text })),
      }),
  },
  milestone: {
    columns: ["title", "description"],
    texts: ({ title, description }) => [String(title), String(description)],
  },
  decision: {
    columns: ["title", "context", "options", "outcome", "rationale", "consequences"],
    texts: ({ title, context, options, outcome, rationale, consequences }) =>
      decisionTexts({
        title: String(title),
        context: String(context),
        options: jsonOf(options),
        outcome: String(outcome),
        rationale: String(rationale),
        consequences: String(consequences),
      }),
  },
  document: {
    columns: ["title", "body"],
    texts: ({ title, body }) => [String(title), String(body)],
  },
};

/** The texts of things as they are now, by row id, and those of the comments that came with them. Two statements. */
export async function importedTexts(
  ctx: ReadContext,
  { kind, source, ids }: { kind: ImportedKind; source: string; ids: readonly string[] },
): Promise<ReferringTexts[]> {
  if (ids.length === 0) return [];
  const { columns, more, texts } = TEXTS[kind];
  const read = [...["id", ...columns].map((name) => `"${name}"`), ...(more ? [more(ctx)] : [])];
  const own = bindings(ctx.database.engine);
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT ${read.join(", ")} FROM "${KINDS[kind].table}"
     WHERE "id" IN (${own.bindAll(ids)}) AND "shelf" <> 'binned'`,
    ...own.values,
  );
  const said = bindings(ctx.database.engine);
  const comments = await ctx.db.$queryRawUnsafe<{ id: string; body: string }[]>(
    `SELECT "id", "body" FROM "Comment" WHERE "subjectId" IN (${said.bindAll(ids)}) AND "source" = ${said.bind(source)}
     AND "shelf" <> 'binned'`,
    ...said.values,
  );
  return [
    ...rows.map((row) => ({ kind, id: String(row.id), texts: texts(row) })),
    ...comments.map(({ id, body }) => ({ kind: "comment" as const, id, texts: [body] })),
  ];
}
