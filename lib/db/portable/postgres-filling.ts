import { createHash } from "node:crypto";
import type pg from "pg";
import { TurboError } from "#lib/core/errors";
import { pieces } from "../content-parts.ts";
import { openPostgres } from "../open-postgres.ts";
import type { Filling, PortableColumn, PortableTable } from "./portable.ts";
import { lineOf, requireStorable } from "./portable-row.ts";
import { postgresReading, sequencesOf } from "./postgres-rows.ts";
import { PORTABLE_LOCK } from "./postgres-snapshot.ts";

/** How long the server waits for who works on the tables, in milliseconds. */
const PATIENCE = 15_000;

/** A PostgreSQL database that is filled in one transaction. */
export async function postgresFilling(url: string): Promise<Filling> {
  const client = await openPostgres(url);
  try {
    await client.query("BEGIN");
    await takeTurn(client);
    const reading = await postgresReading(client);
    const references = await takeReferencesAway(client);
    return filling(client, reading, references);
  } catch (error) {
    await client.end();
    throw refusalOf(error) ?? error;
  }
}

async function takeTurn(client: pg.ClientBase): Promise<void> {
  await client.query(`SET LOCAL lock_timeout = ${PATIENCE}`);
  const { rows } = await client.query("SELECT pg_try_advisory_xact_lock($1) AS free", [PORTABLE_LOCK]);
  if (rows[0]?.free) return;
  throw new TurboError(
    "refused",
    "The target is the source itself, or is being copied or filled by somebody else just now. Nothing was changed.",
  );
}

/** 55P03: a lock did not come in time. */
function refusalOf(error: unknown): TurboError | null {
  if (!(error instanceof Error && "code" in error && error.code === "55P03")) return null;
  return new TurboError(
    "busy",
    "Something works on the target just now. Nothing was changed. Stop what runs on it, then try again.",
    { cause: error },
  );
}

interface Reference {
  table: string;
  name: string;
  definition: string;
}

/**
 * Drops the foreign keys until the commit, which makes the same ones again and checks every row by the way: rows come in any
 * order, those that name each other in a circle as well.
 */
export async function takeReferencesAway(client: pg.ClientBase): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(
    `SELECT t.relname::text AS "table", c.conname::text AS "name", pg_get_constraintdef(c.oid) AS "definition"
     FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
     WHERE c.contype = 'f' AND c.connamespace = current_schema()::text::regnamespace ORDER BY 1, 2`,
  );
  for (const { table, name } of rows) await client.query(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`);
  return rows;
}

export async function putReferencesBack(client: pg.ClientBase, references: readonly Reference[]): Promise<void> {
  for (const { table, name, definition } of references)
    await client.query(`ALTER TABLE "${table}" ADD CONSTRAINT "${name}" ${definition}`);
}

function filling(
  client: pg.Client,
  reading: Awaited<ReturnType<typeof postgresReading>>,
  references: readonly Reference[],
): Filling {
  return {
    ...reading,
    async clear() {
      const names = [...reading.tables.map(({ name }) => name), "AttachmentPart", "search_entry"];
      await client.query(`TRUNCATE ${names.map((name) => `"${name}"`).join(", ")}`);
    },
    async insert(table, rows) {
      for (const row of rows) requireStorable(table, row, lineOf(row));
      await client.query(insertSql(table), [JSON.stringify(rows)]);
    },
    async putContent(hash, body) {
      const found = createHash("sha256");
      let place = 0;
      for await (const piece of pieces(body)) {
        found.update(piece);
        await client.query(`INSERT INTO "AttachmentPart" ("hash", "place", "body") VALUES ($1, $2, $3)`, [
          hash,
          place++,
          piece,
        ]);
      }
      if (found.digest("hex") === hash) return true;
      await client.query(`DELETE FROM "AttachmentPart" WHERE "hash" = $1`, [hash]);
      return false;
    },
    async setCounters(counters) {
      // Unlike setval, this is undone with the rest.
      for (const { table, sequence } of await sequencesOf(client, reading.tables))
        await client.query(`ALTER SEQUENCE "${sequence}" RESTART WITH ${(counters[table] ?? 0) + 1}`);
    },
    async commit() {
      await putReferencesBack(client, references);
      await client.query("COMMIT");
    },
    async close() {
      // After a commit there is nothing to undo, and on a lost connection the server does it by itself.
      await client.query("ROLLBACK").catch(() => undefined);
      await client.end().catch(() => undefined);
    },
  };
}

function insertSql({ name, columns }: PortableTable): string {
  const names = columns.map((column) => `"${column.name}"`).join(", ");
  return `INSERT INTO "${name}" (${names}) SELECT ${columns.map(valueSql).join(", ")} FROM jsonb_array_elements($1::jsonb) AS r(v)`;
}

function valueSql({ name, kind, type }: PortableColumn): string {
  if (kind === "json") return `r.v -> '${name}'`;
  return kind === "bytes" ? `decode(r.v ->> '${name}', 'base64')` : `(r.v ->> '${name}')::${type}`;
}
