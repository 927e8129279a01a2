import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type pg from "pg";

/*
 * PostgreSQL's rows as Turbo writes them where its programs are not at hand: JSON lines, a row each as an object. An array
 * goes before the rows of a table and names it, or says how far a sequence has counted.
 */
type Heading = ["table", string] | ["sequence", string, number, boolean];

/** Made by the migrations, which are applied before rows are read. */
const OF_MIGRATIONS = "_prisma_migrations";

/** Rows that are fetched at once; a part of an attached file is half a megabyte as JSON. */
const FETCHED = 50;
/** Characters that are inserted at once; one row may have more. */
const INSERTED = 4 * 1024 * 1024;

/** Writes every row of tables to a new file. The client is in a transaction that sees one moment. */
export async function writeRowDump(client: pg.ClientBase, tables: readonly string[], target: string): Promise<void> {
  await pipeline(linesOf(client, tables), createWriteStream(target, { flags: "wx", mode: 0o600, flush: true }));
}

async function* linesOf(client: pg.ClientBase, tables: readonly string[]): AsyncGenerator<string> {
  const line = (heading: Heading) => `${JSON.stringify(heading)}\n`;
  for (const table of tables.filter((name) => name !== OF_MIGRATIONS)) {
    yield line(["table", table]);
    await client.query(`DECLARE row_dump NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS row FROM "${table}" AS t`);
    for (let rows: { row: string }[] = []; ; ) {
      ({ rows } = await client.query<{ row: string }>(`FETCH ${FETCHED} FROM row_dump`));
      yield rows.map(({ row }) => `${row}\n`).join("");
      if (rows.length < FETCHED) break;
    }
    await client.query("CLOSE row_dump");
  }
  const { rows } = await client.query<{ name: string }>(
    "SELECT sequencename::text AS name FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1",
  );
  for (const { name } of rows) {
    const { rows: found } = await client.query(`SELECT last_value, is_called FROM "${name}"`);
    yield line(["sequence", name, Number(found[0].last_value), found[0].is_called]);
  }
}

/** Puts the rows of such a file into tables that have no foreign keys just now, in the place of what they hold. */
export async function readRowDump(client: pg.ClientBase, file: string): Promise<void> {
  let table = "";
  let rows: string[] = [];
  let size = 0;
  const flush = async () => {
    if (rows.length > 0)
      await client.query(`INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1)`, [
        `[${rows.join(",")}]`,
      ]);
    rows = [];
    size = 0;
  };
  for await (const line of linesIn(file)) {
    if (line.startsWith("[")) {
      await flush();
      const heading = JSON.parse(line) as Heading;
      if (heading[0] === "table") {
        table = heading[1];
        await client.query(`DELETE FROM "${table}"`);
      } else await client.query("SELECT setval(format('%I', $1::text), $2, $3)", heading.slice(1));
      continue;
    }
    rows.push(line);
    size += line.length;
    if (size >= INSERTED) await flush();
  }
  await flush();
}

/** The lines of a file. Node's own reader would end one at U+2028 as well, which JSON may hold. */
async function* linesIn(file: string): AsyncGenerator<string> {
  let pieces: string[] = [];
  for await (const chunk of createReadStream(file, { encoding: "utf8", highWaterMark: 1024 * 1024 })) {
    const [first = "", ...others] = String(chunk).split("\n");
    pieces.push(first);
    for (const next of others) {
      yield pieces.join("");
      pieces = [next];
    }
  }
}
