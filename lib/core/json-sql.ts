import type { ReadContext } from "./context.ts";

/** How each engine gathers rows into one JSON value. */
export function jsonSql({ database }: Pick<ReadContext, "database">) {
  const postgres = database.engine === "postgres";
  const object = postgres ? "json_build_object" : "json_object";
  const array = postgres ? "json_agg" : "json_group_array";
  const empty = postgres ? "'[]'::json" : "'[]'";
  return {
    /** An instant that `instantOf` reads. */
    instant: (column: string) => (postgres ? `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : column),
    /** A JSON column as part of another value. */
    json: (column: string) => (postgres ? column : `json(${column})`),
    /** Fields as name → SQL. */
    object: (fields: Readonly<Record<string, string>>) =>
      `${object}(${Object.entries(fields)
        .map(([name, sql]) => `'${name}', ${sql}`)
        .join(", ")})`,
    /** The values of a select as a list; an empty one where it finds nothing. */
    list: (value: string, from: string) => `COALESCE((SELECT ${array}(${value}) ${from}), ${empty})`,
  };
}
