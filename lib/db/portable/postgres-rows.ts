import type pg from "pg";
import { PIECE } from "../content-parts.ts";
import { type CatalogueColumn, conditionOf, tablesOf } from "./catalogue.ts";
import type { Choice, ContentRef, Counters, PortableColumn, PortableRow, PortableTable, Snapshot } from "./portable.ts";
import { portableRow } from "./portable-row.ts";

const quoted = (name: string) => `"${name}"`;

/** Bytes of rows that are fetched at once, about. */
const FETCHED = 2 * 1024 * 1024;
const MOST_ROWS = 1000;

/** What is read of a PostgreSQL database through one connection, which is in a transaction. */
export async function postgresReading(client: pg.ClientBase): Promise<Omit<Snapshot, "close">> {
  const tables = await postgresTables(client);
  const tableOf = (name: string) => {
    const found = tables.find((table) => table.name === name);
    if (!found) throw new Error(`There is no table ${name}.`);
    return found;
  };
  let cursors = 0;
  return {
    engine: "postgres",
    tables,
    rows: (name, choice) => fetched(client, tableOf(name), `portable_${cursors++}`, choice),
    async counters() {
      const last: Record<string, number> = {};
      for (const { table, sequence } of await sequencesOf(client, tables)) {
        const { rows } = await client.query(`SELECT "last_value", "is_called" FROM ${quoted(sequence)}`);
        if (rows[0]?.is_called) last[table] = Number(rows[0].last_value);
      }
      return last as Counters;
    },
    async contents() {
      const { rows } = await client.query<ContentRef>(
        `SELECT "hash", max("size") AS "size" FROM "Attachment" GROUP BY "hash" ORDER BY "hash"`,
      );
      return rows;
    },
    async *content(hash) {
      for (let place = 0; ; place++) {
        const { rows } = await client.query<{ body: Buffer }>(
          `SELECT "body" FROM "AttachmentPart" WHERE "hash" = $1 AND "place" = $2`,
          [hash, place],
        );
        if (!rows[0]) return;
        yield rows[0].body;
        if (rows[0].body.byteLength < PIECE) return;
      }
    },
  };
}

/** What belongs to one thing is mostly less than this, and then read by one statement. */
const FEW = 20;

/** Rows through a cursor, so many at once as their size allows. */
async function* fetched(
  client: pg.ClientBase,
  table: PortableTable,
  cursor: string,
  choice: Choice | undefined,
): AsyncIterable<PortableRow> {
  const { sql, values } = selection(table, choice);
  if (choice) {
    const { rows } = await client.query<unknown[]>({ text: `${sql} LIMIT ${FEW}`, values, rowMode: "array" });
    if (rows.length < FEW) return yield* rows.map((row) => portableRow(table, row));
  }
  await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`, values);
  try {
    for (let count = FEW; ; ) {
      const { rows } = await client.query<unknown[]>({ text: `FETCH ${count} FROM ${cursor}`, rowMode: "array" });
      let size = 0;
      for (const values of rows) {
        for (const value of values) size += sizeOf(value);
        yield portableRow(table, values);
      }
      if (rows.length < count) return;
      count = Math.max(1, Math.min(MOST_ROWS, count * 2, Math.floor((FETCHED * rows.length) / Math.max(size, 1))));
    }
  } finally {
    // A transaction that failed has closed it.
    await client.query(`CLOSE ${cursor}`).catch(() => undefined);
  }
}

const sizeOf = (value: unknown) =>
  typeof value === "string" ? value.length : value instanceof Buffer ? value.length : 8;

function selection(table: PortableTable, choice: Choice | undefined): { sql: string; values: unknown[] } {
  const chosen = choice
    ? `${quoted(choice.column)} ${choice.is === null ? "IS NULL" : "= $1"}`
    : conditionOf(table.name);
  const order = (choice ? [choice.order] : table.key).map((name) => {
    const column = table.columns.find((one) => one.name === name);
    // Words of an enum type have an order of their own; texts compare by code point as they are.
    return column?.kind === "text" && column.type !== "text" ? `${quoted(name)}::text COLLATE "C"` : quoted(name);
  });
  return {
    sql: `SELECT ${table.columns.map(selected).join(", ")} FROM ${quoted(table.name)} WHERE ${chosen} ORDER BY ${order.join(", ")}`,
    values: choice && choice.is !== null ? [choice.is] : [],
  };
}

/** What the driver would read by the clock of this machine, or parse, comes as text. */
function selected({ name, kind }: PortableColumn): string {
  if (kind === "instant") return `to_char(${quoted(name)}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return kind === "json" || kind === "text" ? `${quoted(name)}::text` : quoted(name);
}

async function postgresTables(client: pg.ClientBase): Promise<PortableTable[]> {
  const { rows } = await client.query<CatalogueColumn & { isEnum: boolean }>(
    `SELECT c.relname::text AS "table", a.attname::text AS "name", format_type(a.atttypid, a.atttypmod) AS "type",
       t.typtype = 'e' AS "isEnum", array_position(i.indkey::int2[], a.attnum) AS "place"
     FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     JOIN pg_type t ON t.oid = a.atttypid
     LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
     WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::text::regnamespace`,
  );
  return tablesOf(rows, new Set(rows.filter(({ isEnum }) => isEnum).map(({ type }) => type)));
}

/** The sequences of those tables. */
export async function sequencesOf(
  client: pg.ClientBase,
  tables: readonly PortableTable[],
): Promise<{ table: string; sequence: string }[]> {
  const { rows } = await client.query<{ table: string; sequence: string }>(
    `SELECT t.relname::text AS "table", s.relname::text AS "sequence" FROM pg_class s
     JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i')
     JOIN pg_class t ON t.oid = d.refobjid
     WHERE s.relkind = 'S' AND s.relnamespace = current_schema()::text::regnamespace`,
  );
  return rows.filter(({ table }) => tables.some(({ name }) => name === table));
}
