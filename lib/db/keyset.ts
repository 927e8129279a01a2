import { dateOf } from "#lib/core/row-value";
import type { Engine } from "./transaction.ts";

export type KeysetValue = string | number | Date;

/** SQL with values of its own: `bind` keeps one and answers the mark that stands for it. */
type Sql = (bind: (value: KeysetValue) => string) => string;

type Condition =
  /** `few`: so few rows have this value that finding and sorting them beats any order the database keeps. */
  | { column: string; is: KeysetValue; few?: boolean }
  /** `orNull`: rows without a value count as well. */
  | { column: string; in: readonly KeysetValue[]; orNull?: boolean }
  | { column: string; isNot: KeysetValue; orNull?: boolean }
  /** `leads`: an index holds it right before the order; PostgreSQL uses that only when it is told to sort by it as well. */
  | { column: string; isNull: boolean; leads?: boolean }
  | { column: string; from?: KeysetValue; below?: KeysetValue }
  /** One of the columns holds this lower-case text; names in it are folded, keys are ASCII. Or else `orSql` is so. */
  | { columns: readonly string[]; contains: string; orSql?: Sql }
  /**
   * A row of `exists` whose `key` is this row's id (or its column `own`) and whose `column` is one of `in`. `few`: as
   * above, and found from there.
   */
  | { exists: string; key: string; own?: string; column: string; in: readonly string[]; few?: boolean }
  /** In SQL, which holds a text from outside only as a bound value. `few`: as above, and found by this column. */
  | { sql: string | Sql; few?: string };

export type KeysetCondition = Condition;

/** One page of a list, by the values of the row before it. All order columns run the same way and are never null. */
export interface KeysetQuery {
  table: string;
  where: readonly KeysetCondition[];
  order: readonly string[];
  descending: boolean;
  after: readonly KeysetValue[] | null;
  limit: number;
}

/** Order values of the last row of a page when more rows follow, else null. */
type Next = KeysetValue[] | null;

export interface KeysetPage {
  ids: string[];
  next: Next;
}

export interface KeysetRows<Row> {
  rows: Row[];
  next: Next;
}

/** The SQL of a page as a table expression called `page`, which holds the order columns and the id, and of its order. */
export interface PageSql {
  page: string;
  order: string;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * The SQL of a page and its values. Row values are compared as a whole (`(a, b) > (?, ?)`), which both engines answer
 * from one index range.
 */
export function keysetSql(
  engine: Engine,
  query: KeysetQuery,
  enums: Readonly<Record<string, string>> = {},
  indexes: readonly (readonly string[])[] = [],
): { sql: string; values: KeysetValue[] } & PageSql {
  const values: KeysetValue[] = [];
  const led = engine === "sqlite" ? leadingColumns(query, indexes) : null;
  const bind = (value: KeysetValue, column?: string) => {
    values.push(value);
    if (engine === "sqlite") return "?";
    const type = column && enums[`${query.table}.${column}`];
    return type ? `CAST($${values.length}::text AS ${quoted(type)})` : `$${values.length}`;
  };
  const clauses = query.where.map((condition) => {
    const sql = clause(condition, bind, query.table);
    // SQLite leaves a condition on `+column` out of its choice of an index.
    return led && "column" in condition && !("exists" in condition) && !led.includes(condition.column)
      ? sql.replace(quoted(condition.column), `+${quoted(condition.column)}`)
      : sql;
  });
  const columns = query.order.map(quoted).join(", ");
  if (query.after) {
    const marks = query.after.map((value, place) => bind(value, query.order[place]));
    if (engine === "postgres") marks[0] = hidden(query.after[0], marks[0] ?? "");
    clauses.push(`(${columns}) ${query.descending ? "<" : ">"} (${marks.join(", ")})`);
  }
  const direction = query.descending ? "DESC" : "ASC";
  const ordered = (of: string) => query.order.map((column) => `${of}${quoted(column)} ${direction}`).join(", ");
  const leading = query.where.flatMap((condition) =>
    "leads" in condition && condition.leads ? [condition.column] : [],
  );
  const leads = leading.map((column) => `${quoted(column)} ${direction}, `).join("");
  const where = clauses.length > 0 ? `WHERE ${clauses.join(" AND ")} ` : "";
  const picked = query.order.includes("id") ? columns : `${columns}, "id"`;
  const sql = `SELECT ${picked} FROM ${quoted(query.table)} ${where}ORDER BY ${leads}${ordered("")} LIMIT ${query.limit + 1}`;
  return { sql, values, page: `(${sql}) page`, order: ordered("page.") };
}

/**
 * A value that PostgreSQL does not look at while it plans. Seeing that few rows follow it, the planner would prefer a plan
 * for these values to the one that it keeps, and plan each page anew, which takes longer than the page.
 */
function hidden(value: KeysetValue | undefined, mark: string): string {
  const type = value instanceof Date ? "timestamp(3)" : typeof value === "number" ? "integer" : "text";
  return mark.startsWith("CAST(") ? `(SELECT ${mark})` : `(SELECT CAST(${mark} AS ${type}))`;
}

/**
 * The columns by which the rows are found: those of the index that serves the order and holds most of the plain
 * conditions, or those of the condition that few rows meet. Null leaves the choice to the database. Without statistics
 * SQLite takes the index that most conditions fit, and then sorts everything it finds for each page.
 */
function leadingColumns(query: KeysetQuery, indexes: readonly (readonly string[])[]): string[] | null {
  const plain = query.where.flatMap((condition) => {
    if ("is" in condition) return { column: condition.column, few: condition.few };
    if ("sql" in condition) return condition.few ? { column: condition.few, few: true } : [];
    if ("exists" in condition) return condition.few ? { column: condition.own ?? "id", few: true } : [];
    return "isNull" in condition && condition.isNull ? { column: condition.column, few: false } : [];
  });
  const few = plain.find((condition) => condition.few)?.column;
  let best: string[] | null = few ? [few] : null;
  for (const index of indexes) {
    const places = index.length - query.order.length;
    const leading = index.slice(0, places);
    const serves =
      places >= 0 &&
      query.order.every((column, at) => index[places + at] === column) &&
      leading.every((column) => plain.some((condition) => condition.column === column)) &&
      (!few || leading.includes(few));
    if (serves && (best === null || leading.length > best.length || (few && best.length === 1))) best = leading;
  }
  return best && [...best, ...query.order];
}

function clause(
  condition: KeysetCondition,
  bind: (value: KeysetValue, column?: string) => string,
  table: string,
): string {
  if ("sql" in condition) return typeof condition.sql === "string" ? condition.sql : condition.sql(bind);
  if ("exists" in condition) {
    if (condition.in.length === 0) return "1 = 0";
    const own = `${quoted(table)}.${quoted(condition.own ?? "id")}`;
    const held = `${quoted(condition.exists)} AS held WHERE held.${quoted(condition.column)} IN (${condition.in.map((value) => bind(value)).join(", ")})`;
    const key = `held.${quoted(condition.key)}`;
    return condition.few
      ? `${own} IN (SELECT ${key} FROM ${held})`
      : `EXISTS (SELECT 1 FROM ${held} AND ${key} = ${own})`;
  }
  if ("contains" in condition) {
    const pattern = `%${condition.contains.replace(/[\\%_]/g, "\\$&")}%`;
    const holds = (name: string) => `LOWER(CAST(${quoted(name)} AS TEXT)) LIKE ${bind(pattern)} ESCAPE '\\'`;
    return `(${[...condition.columns.map(holds), ...(condition.orSql ? [condition.orSql(bind)] : [])].join(" OR ")})`;
  }
  const column = quoted(condition.column);
  if ("is" in condition) return `${column} = ${bind(condition.is, condition.column)}`;
  const orNull = (sql: string) => ("orNull" in condition && condition.orNull ? `(${sql} OR ${column} IS NULL)` : sql);
  if ("isNot" in condition) return orNull(`${column} <> ${bind(condition.isNot, condition.column)}`);
  if ("isNull" in condition) return `${column} IS ${condition.isNull ? "" : "NOT "}NULL`;
  if ("in" in condition) {
    if (condition.in.length === 0) return orNull("1 = 0");
    return orNull(`${column} IN (${condition.in.map((value) => bind(value, condition.column)).join(", ")})`);
  }
  const bounds: string[] = [];
  if (condition.from !== undefined) bounds.push(`${column} >= ${bind(condition.from, condition.column)}`);
  if (condition.below !== undefined) bounds.push(`${column} < ${bind(condition.below, condition.column)}`);
  return bounds.length > 0 ? bounds.join(" AND ") : "1 = 1";
}

/** The SQL of an exact count of the same rows. */
export function countSql(
  engine: Engine,
  query: Pick<KeysetQuery, "table" | "where">,
  enums: Readonly<Record<string, string>> = {},
): { sql: string; values: KeysetValue[] } {
  const { sql, values } = keysetSql(
    engine,
    { ...query, order: ["id"], descending: false, after: null, limit: 0 },
    enums,
  );
  return {
    sql: `SELECT count(*) AS "count" ${sql.slice(sql.indexOf(" FROM ") + 1, sql.lastIndexOf(" ORDER BY "))}`,
    values,
  };
}

/** The SQL of the same count apart for each value of a column. */
export function countBySql(
  engine: Engine,
  query: Pick<KeysetQuery, "table" | "where">,
  column: string,
  enums: Readonly<Record<string, string>> = {},
): { sql: string; values: KeysetValue[] } {
  const { sql, values } = countSql(engine, query, enums);
  const by = quoted(column);
  return { sql: `${sql.replace("SELECT ", `SELECT CAST(${by} AS TEXT) AS "value", `)} GROUP BY ${by}`, values };
}

/** What the rows of `countBySql` say. */
export function countsBy(rows: readonly { value: string; count: number | bigint }[]): Map<string, number> {
  return new Map(rows.map(({ value, count }) => [value, Number(count)]));
}

/** The page that rows fetched with one row too many make; they hold the order columns. */
export function keysetRows<Row extends Record<string, unknown>>(
  rows: readonly Row[],
  query: Pick<KeysetQuery, "order" | "limit">,
): KeysetRows<Row> {
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const value = (column: string) => (column.endsWith("At") ? dateOf(last?.[column]) : last?.[column]) as KeysetValue;
  const next = rows.length > query.limit && last ? query.order.map(value) : null;
  return { rows: shown, next };
}

/** The same with the ids alone. */
export function keysetPage(rows: readonly Record<string, unknown>[], query: KeysetQuery): KeysetPage {
  const { rows: shown, next } = keysetRows(rows, query);
  return { ids: shown.map((row) => String(row.id)), next };
}
