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
    const found = kept.get(sql) ?? described(prepare(sql));
    kept.delete(sql);
    kept.set(sql, found);
    if (kept.size > MOST) kept.delete(kept.keys().next().value ?? "");
    return found;
  };
  native.prepare = ((sql: string) => standIn(known(sql), [])) as unknown as typeof native.prepare;
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
