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
