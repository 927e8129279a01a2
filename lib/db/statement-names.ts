/** Shorter statements join little and are planned at once. */
const LONG = 700;
/** A statement is named when it comes for this time. */
const OFTEN = 3;
/** Names that are given in all, each kept by every connection that used it, with its plan. */
const MOST = 150;
/** Statements that are counted at a time. */
const WATCHED = 500;

/**
 * Names the statements that PostgreSQL shall keep prepared. To plan the statement of a list costs it more than to run it,
 * so long ones that come again get a name; the others get the empty one and are planned for their values each time.
 */
export function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  const seen = new Map<string, number>();
  return ({ sql }) => {
    if (sql.length < LONG) return "";
    const known = names.get(sql);
    if (known || names.size >= MOST) return known ?? "";
    const times = (seen.get(sql) ?? 0) + 1;
    if (seen.size >= WATCHED) seen.clear();
    seen.set(sql, times);
    if (times < OFTEN) return "";
    seen.delete(sql);
    const name = `turbo_${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
