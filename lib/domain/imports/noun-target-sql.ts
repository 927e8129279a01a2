import { among, bindings, selectTexts } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { KINDS } from "#lib/domain/kinds";
import { type Bind, isTarget, jsonList, peopleAndLabels, type Wanted } from "./import-target-sql.ts";
import type { ImportedKind } from "./schema.ts";

/** What an import of things of one kind names. */
export interface WantedNouns extends Wanted {
  noun: Exclude<ImportedKind, "issue">;
  /** Old ids of further things of the kind: parents. */
  others?: readonly string[];
}

/** One statement that finds the project and everything that an import of things into it names. */
export function findNounsSql(ctx: ReadContext, wanted: WantedNouns) {
  const { values, bind } = bindings(ctx.database.engine);
  const columns = nounColumns(ctx, wanted, bind);
  return { sql: `SELECT ${columns} FROM "Project" WHERE ${isTarget(ctx, wanted, bind)}`, values };
}

/**
 * The same statement taking numbers as well: the highest that is kept, and one more for each new thing that brings none
 * or whose number is taken. Where all were imported before, the project stays as it is.
 */
export function takeNounNumbersSql(ctx: ReadContext, wanted: WantedNouns) {
  const { engine } = ctx.database;
  const { values, bind } = bindings(engine);
  const { table, key } = KINDS[wanted.noun];
  const kept = Math.max(0, ...wanted.items.map((item) => item.number ?? 0));
  const items = wanted.items.map(({ id, number }) => ({ number, source: `${wanted.source}:${id}` }));
  const [most, field, each] =
    engine === "postgres"
      ? [
          "GREATEST",
          (name: string) => `(w ->> '${name}')`,
          (mark: string) => `jsonb_array_elements(${mark}::jsonb) AS w`,
        ]
      : ["max", (name: string) => `json_extract(w.value, '$.${name}')`, (mark: string) => `json_each(${mark}) AS w`];
  const number = `${most}("${key.counter}", CAST(${bind(kept)} AS INTEGER)) + (
    SELECT count(*) FROM ${each(bind(JSON.stringify(items)))}
    WHERE NOT EXISTS (SELECT 1 FROM "${table}" x WHERE x."projectId" = "Project"."id" AND x."source" = ${field("source")})
    AND (${field("number")} IS NULL OR EXISTS (
      SELECT 1 FROM "${table}" x WHERE x."projectId" = "Project"."id" AND x."number" = CAST(${field("number")} AS INTEGER))))`;
  const where = isTarget(ctx, wanted, bind);
  return {
    sql: `UPDATE "Project" SET "${key.counter}" = ${number} WHERE ${where} RETURNING ${nounColumns(ctx, wanted, bind)}`,
    values,
  };
}

function nounColumns(ctx: ReadContext, wanted: WantedNouns, bind: Bind): string {
  const { engine } = ctx.database;
  const { noun, source, items, others = [] } = wanted;
  const { table, key } = KINDS[noun];
  const all = (list: readonly (string | number)[]) => bind(JSON.stringify([...new Set(list)]));
  const sources = all([...items.map(({ id }) => id), ...others].map((id) => `${source}:${id}`));
  const numbers = selectTexts(engine, all(items.flatMap(({ number }) => number ?? [])));
  const inNumbers = engine === "postgres" ? `SELECT CAST(n AS INTEGER) FROM (${numbers}) AS t(n)` : numbers;
  const row = { id: `x."id"`, number: `x."number"`, title: `x."title"`, source: `x."source"` };
  const of = `"${table}" x WHERE x."projectId" = "Project"."id"`;
  return [
    `"id", "key", "name", "${key.counter}" AS "last"`,
    jsonList(ctx, row, `${of} AND ${among(engine, 'x."source"', sources)}`, "named"),
    jsonList(ctx, row, `${of} AND x."number" IN (${inNumbers})`, "numbered"),
    ...peopleAndLabels(ctx, wanted, bind),
  ].join(", ");
}
