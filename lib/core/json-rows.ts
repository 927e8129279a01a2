import type { WriteContext } from "./context.ts";

type Engine = WriteContext["database"]["engine"];
type Value = string | number | boolean | null | undefined | Date | object;

/** Rows of one table, all with the same columns. */
export interface TableRows {
  table:
    | "Initiative"
    | "Issue"
    | "IssueAlias"
    | "IssueLabel"
    | "IssueLink"
    | "Comment"
    | "Label"
    | "Milestone"
    | "Project"
    | "Decision"
    | "Document"
    | "DocumentLabel"
    | "Revision"
    | "Reference"
    | "StatusUpdate"
    | "WorkLog"
    | "Claim"
    | "Question"
    | "Criterion"
    | "Evidence"
    | "Job"
    | "Proposal"
    | "ProposalItem"
    | "UndoneEvent"
    | "TokensServed";
  rows: readonly Readonly<Record<string, Value>>[];
}

/** Rows as the one value that a statement binds for them, however many they are. Instants as each engine stores them. */
export function boundRows(engine: Engine, rows: TableRows["rows"]): string {
  const stored = (value: Value) => {
    if (!(value instanceof Date)) return value ?? null;
    return engine === "postgres" ? value.toISOString() : value.toISOString().replace("Z", "+00:00");
  };
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, stored(value)]))),
  );
}

/** A SELECT of bound rows with these columns of a table. */
export function selectRows(
  engine: Engine,
  table: TableRows["table"],
  columns: readonly string[],
  mark: string,
): string {
  return engine === "postgres"
    ? `SELECT ${columns.map((name) => `"${name}"`).join(", ")} FROM jsonb_populate_recordset(NULL::"${table}", ${mark}::jsonb)`
    : `SELECT ${columns.map((name) => `json_extract(value, '$.${name}') AS "${name}"`).join(", ")} FROM json_each(${mark})`;
}

/** An INSERT of bound rows. WHERE keeps SQLite from reading a following ON CONFLICT as part of a join. */
export function insertSql(engine: Engine, { table, rows }: TableRows, mark: string): string {
  const columns = Object.keys(rows[0] ?? {});
  const names = columns.map((name) => `"${name}"`).join(", ");
  return `INSERT INTO "${table}" (${names}) ${selectRows(engine, table, columns, mark)} WHERE 1 = 1`;
}
