/** One line of the report. */
export interface Result {
  /** Section of the report: operations, lists, search … */
  group: string;
  name: string;
  engine: "sqlite" | "postgres";
  /** Issues in the database. */
  size: number;
  /** What was measured, by name: `ms`, `floor ms`, `ratio`, `statements` … */
  values: Record<string, number>;
  /** Largest value allowed, by the same names. */
  limits?: Record<string, number>;
  /** What the values compare, where the names leave a question. */
  note?: string;
}

/** A limit that was missed. */
export interface Missed {
  result: Result;
  value: string;
  measured: number;
  limit: number;
}

/** Every limit that a value exceeds; a value that is not a number misses its limit. */
export function missedLimits(results: readonly Result[]): Missed[] {
  return results.flatMap((result) =>
    Object.entries(result.limits ?? {}).flatMap(([value, limit]) => {
      const measured = result.values[value] ?? Number.NaN;
      return measured <= limit ? [] : [{ result, value, measured, limit }];
    }),
  );
}
