import { among, bindings, selectTexts } from "#lib/core/bindings";
import type { ReadContext } from "#lib/core/context";
import { fold } from "#lib/core/fold";
import { isId } from "#lib/core/ids";
import { jsonSql } from "#lib/core/json-sql";
import { keyParts } from "./key-parts.ts";

/** What an import names. */
export interface Wanted {
  project: string;
  source: string;
  items: readonly { id: string; number: number | null }[];
  handles?: readonly string[];
  labels?: readonly string[];
}

/** One statement that finds the project and everything that an import into it names. */
export function findTargetSql(ctx: ReadContext, wanted: Wanted) {
  const { values, bind } = bindings(ctx.database.engine);
  const columns = targetColumns(ctx, wanted, bind);
  return { sql: `SELECT ${columns} FROM "Project" WHERE ${isTarget(ctx, wanted, bind)}`, values };
}

/**
 * The same statement taking numbers as well: the highest that is kept, and one more for each issue that brings none
 * and was not imported before. Where all were, the project stays as it is.
 */
export function takeNumbersSql(ctx: ReadContext, wanted: Wanted) {
  const { engine } = ctx.database;
  const { values, bind } = bindings(engine);
  const [most, row] = engine === "postgres" ? ["GREATEST", "w"] : ["max", "w.value"];
  const kept = Math.max(0, ...wanted.items.map((item) => item.number ?? 0));
  const field = (name: string) =>
    engine === "postgres" ? `(${row} ->> '${name}')` : `json_extract(${row}, '$.${name}')`;
  const each = (mark: string) =>
    engine === "postgres" ? `jsonb_array_elements(${mark}::jsonb) AS w` : `json_each(${mark}) AS w`;
  const unnumbered = wanted.items
    .filter((item) => item.number === null)
    .map(({ id }) => ({ id, source: `${wanted.source}:${id}`, ...keyParts(id) }));
  const numbers = `${most}("lastIssueNumber", CAST(${bind(kept)} AS INTEGER)) + (
    SELECT count(*) FROM ${each(bind(JSON.stringify(unnumbered)))}
    WHERE NOT EXISTS (SELECT 1 FROM "IssueAlias" a WHERE a."projectId" = "Project"."id" AND a."key" = ${field("id")})
    AND NOT EXISTS (SELECT 1 FROM "Issue" i WHERE i."projectId" = "Project"."id" AND ${field("prefix")} = "Project"."key"
      AND i."number" = CAST(${field("number")} AS INTEGER) AND i."source" = ${field("source")}))`;
  const where = isTarget(ctx, wanted, bind);
  return {
    sql: `UPDATE "Project" SET "lastIssueNumber" = ${numbers} WHERE ${where} RETURNING ${targetColumns(ctx, wanted, bind)}`,
    values,
  };
}

export type Bind = ReturnType<typeof bindings>["bind"];

/** The condition that a project is the one that an import goes to. */
export function isTarget(ctx: ReadContext, { project }: Pick<Wanted, "project">, bind: Bind): string {
  const named = isId(project) ? `"id" = ${bind(project.toLowerCase())}` : `"key" = ${bind(project.toUpperCase())}`;
  const { projectIds } = ctx.actor;
  const seen =
    projectIds === null ? "" : ` AND ${among(ctx.database.engine, '"id"', bind(JSON.stringify([...projectIds])))}`;
  return `${named} AND "shelf" <> 'binned'${seen}`;
}

/** Rows of a sub-select as one value: a JSON list of objects. */
export function jsonList(ctx: ReadContext, row: Record<string, string>, from: string, as: string): string {
  const { object, list } = jsonSql(ctx);
  return `${list(object(row), `FROM ${from}`)} AS "${as}"`;
}

/** The people and labels that an import names. */
export function peopleAndLabels(
  ctx: ReadContext,
  { handles = [], labels = [] }: Pick<Wanted, "handles" | "labels">,
  bind: Bind,
): string[] {
  const is = (column: string, list: readonly string[]) =>
    among(ctx.database.engine, column, bind(JSON.stringify([...new Set(list)])));
  return [
    jsonList(
      ctx,
      { id: `u."id"`, handle: `u."handle"` },
      `"User" u WHERE ${is('u."handle"', handles)} AND NOT u."system" AND u."disabledAt" IS NULL`,
      "people",
    ),
    jsonList(
      ctx,
      { id: `l."id"`, nameFold: `l."nameFold"` },
      `"Label" l WHERE ${is('l."nameFold"', labels.map(fold))}`,
      "labels",
    ),
  ];
}

function targetColumns(ctx: ReadContext, { items, handles, labels }: Wanted, bind: Bind): string {
  const { engine } = ctx.database;
  const list = (row: Record<string, string>, from: string, as: string) => jsonList(ctx, row, from, as);
  const issue = {
    id: `i."id"`,
    number: `i."number"`,
    title: `i."title"`,
    parentId: `i."parentId"`,
    source: `i."source"`,
  };
  const wanted = items.flatMap(({ id, number }) => number ?? keyParts(id)?.number ?? []);
  const numbers = selectTexts(engine, bind(JSON.stringify([...new Set(wanted)])));
  const inNumbers = engine === "postgres" ? `SELECT CAST(x AS INTEGER) FROM (${numbers}) AS n(x)` : numbers;
  return [
    `"id", "key", "name", "lastIssueNumber"`,
    list(issue, `"Issue" i WHERE i."projectId" = "Project"."id" AND i."number" IN (${inNumbers})`, "numbered"),
    list(
      { ...issue, alias: `a."key"`, homeId: `h."id"`, homeKey: `h."key"` },
      `"IssueAlias" a JOIN "Issue" i ON i."id" = a."issueId" JOIN "Project" h ON h."id" = i."projectId"
       WHERE a."projectId" = "Project"."id" AND ${among(engine, 'a."key"', bind(JSON.stringify([...new Set(items.map(({ id }) => id))])))}`,
      "named",
    ),
    ...peopleAndLabels(ctx, { handles, labels }, bind),
  ].join(", ");
}
