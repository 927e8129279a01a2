import type { Database } from "#lib/db/database";

export type Bound = string | number | boolean | null | Date | Uint8Array;

/** The values of a hand-written statement: `bind` keeps one and answers the mark that stands for it. */
export function bindings(engine: Database["engine"]): {
  values: Bound[];
  bind(value: Bound): string;
  /** Marks with commas between, for IN. */
  bindAll(list: readonly Bound[]): string;
} {
  const values: Bound[] = [];
  const bind = (value: Bound) => {
    values.push(value);
    return engine === "postgres" ? `$${values.length}` : "?";
  };
  return { values, bind, bindAll: (list) => list.map(bind).join(", ") };
}

/** A SELECT of the values of a bound JSON list, as texts on PostgreSQL. */
export function selectTexts(engine: Database["engine"], mark: string): string {
  return engine === "postgres"
    ? `SELECT jsonb_array_elements_text(${mark}::jsonb)`
    : `SELECT value FROM json_each(${mark})`;
}

/**
 * The condition that a column holds one of the texts of a bound JSON list. PostgreSQL makes the list first and looks its
 * values up; as a SELECT it would be one more join, which behind seven others is the last.
 */
export function among(engine: Database["engine"], column: string, mark: string): string {
  const texts = selectTexts(engine, mark);
  return engine === "postgres" ? `${column} = ANY (ARRAY(${texts}))` : `${column} IN (${texts})`;
}
