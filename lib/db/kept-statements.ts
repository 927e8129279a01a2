import type BetterSqlite3 from "better-sqlite3";

/** Statements that one connection keeps. */
const MOST = 200;

interface Kept {
  statement: BetterSqlite3.Statement;
  columns: BetterSqlite3.ColumnDefinition[];
}

/**
 * Makes a connection keep its statements prepared, the least recently used leaving first. Prisma's adapter prepares anew
 * for each call and binds for good, so it gets a stand-in that holds the values of its one call.
 */
export function keepStatements(native: BetterSqlite3.Database): void {
  const prepare = native.prepare.bind(native);
  const kept = new Map<string, Kept>();
  const known = (sql: string): Kept => {
    const found = kept.get(sql) ?? described(prepare(withHiddenValues(sql)));
    kept.delete(sql);
    kept.set(sql, found);
    if (kept.size > MOST) kept.delete(kept.keys().next().value ?? "");
    return found;
  };
  native.prepare = ((sql: string) => standIn(known(sql), [])) as unknown as typeof native.prepare;
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
