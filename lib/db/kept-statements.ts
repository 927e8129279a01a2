import type BetterSqlite3 from "better-sqlite3";

/** Statements that one connection keeps. */
const MOST = 200;

interface Kept {
  statement: BetterSqlite3.Statement;
  columns: BetterSqlite3.ColumnDefinition[];
}

/** Answers the rows of a statement. */
export type ReadRows = (sql: string, values: readonly unknown[]) => Record<string, unknown>[];

/**
 * Makes a connection keep its statements prepared, the least recently used leaving first. Prisma's adapter prepares anew
 * for each call and binds for good, so it gets a stand-in that holds the values of its one call. Answers what reads rows
 * past Prisma, which takes longer over hand-written statements than SQLite does.
 */
export function keepStatements(native: BetterSqlite3.Database): ReadRows {
  const prepare = native.prepare.bind(native);
  const known = keeper((sql) => described(prepare(withHiddenValues(sql))));
  native.prepare = ((sql: string) => standIn(known(sql), [])) as unknown as typeof native.prepare;
  const reading = keeper((sql) => rowsOf(prepare(withHiddenValues(sql))));
  return (sql, values) => reading(sql)(values.map(stored));
}

function keeper<Value>(make: (sql: string) => Value): (sql: string) => Value {
  const kept = new Map<string, Value>();
  return (sql) => {
    const found = kept.get(sql) ?? make(sql);
    kept.delete(sql);
    kept.set(sql, found);
    if (kept.size > MOST) kept.delete(kept.keys().next().value ?? "");
    return found;
  };
}

/** How a column of some types is read; all else is taken as SQLite has it, instants as text. */
const READERS: Record<string, (value: never) => unknown> = {
  JSONB: (text: string) => JSON.parse(text),
  BOOLEAN: (number: number) => number === 1,
};

function rowsOf(statement: BetterSqlite3.Statement): (values: unknown[]) => Record<string, unknown>[] {
  if (!statement.reader) {
    return (values) => {
      statement.run(values);
      return [];
    };
  }
  statement.safeIntegers(false);
  const read = statement.columns().flatMap(({ name, type }) => {
    const reader = READERS[type ?? ""];
    return reader ? [[name, reader] as const] : [];
  });
  return (values) => {
    const rows = statement.all(values) as Record<string, unknown>[];
    for (const row of rows) {
      for (const [name, reader] of read) if (row[name] !== null) row[name] = reader(row[name] as never);
    }
    return rows;
  };
}

/** A value as SQLite stores it, in Prisma's form. */
function stored(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace("Z", "+00:00");
  return typeof value === "boolean" ? Number(value) : value;
}

/**
 * A statement whose plan does not look at the values it is bound to. SQLite otherwise peeks at those of conditions, and
 * prepares the statement anew each time one is bound, which costs several times what running it does: better-sqlite3 is
 * compiled with STAT4, and lets nobody ask for stable plans (QPSG). It does not see into a scalar subquery.
 */
export function withHiddenValues(sql: string): string {
  if (/^\s*INSERT/i.test(sql)) return sql;
  // What an UPDATE sets is no condition.
  const from = /^\s*UPDATE/i.test(sql) ? sql.search(/\sWHERE\s/) : 0;
  if (from < 0) return sql;
  const hidden = sql.slice(from).replace(/'[^']*'|"[^"]*"|\?/g, (part) => (part === "?" ? "(SELECT ?)" : part));
  return sql.slice(0, from) + hidden;
}

function described(statement: BetterSqlite3.Statement): Kept {
  return { statement, columns: statement.reader ? statement.raw().columns() : [] };
}

/** What the adapter asks of a statement. */
function standIn(kept: Kept, values: unknown[]): object {
  const { statement, columns } = kept;
  return {
    reader: statement.reader,
    bind: (bound: unknown[]) => standIn(kept, bound),
    raw() {
      return this;
    },
    columns: () => columns,
    all: () => statement.all(values),
    run: () => statement.run(values),
  };
}
