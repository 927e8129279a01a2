import { createHash } from "node:crypto";
import BetterSqlite3 from "better-sqlite3";
import pg from "pg";
import { sqlitePath } from "#lib/db/migrate";
import { HOSTILE_LINE } from "./hostile-text.ts";

export type PastRow = Record<string, unknown>;
/** Rows by table, in an order in which each table follows those that it refers to. */
export type PastRows = ReadonlyMap<string, readonly PastRow[]>;

/** A column as the catalogue of PostgreSQL tells it. */
interface Column {
  table: string;
  name: string;
  type: string;
  nullable: boolean;
  /** Values of its enum. */
  labels: string[] | null;
  /** The table it refers to. */
  target: string | null;
}

/** Rows of each table: a plain one, one with hostile texts, a long one and one without what may be left out. */
const ROWS = [0, 1, 2, 3] as const;
const EMPTY = 3;
const TEXTS = ["Plain words", HOSTILE_LINE, "Ein Lied 🎵 مرحبا ".repeat(400), ""];
const INSTANTS = ["2026-11-27T09:30:00.000Z", "1970-01-01T00:00:00.001Z", "2026-11-28T23:59:59.999Z"];
const BEN = { handle: "ben", name: HOSTILE_LINE, key: null, kind: "person", client: null };

/** The id of a row: a version 7 UUID. */
export function pastId(table: string, n: number): string {
  const hash = createHash("sha256").update(`${table} ${n}`).digest("hex");
  return `01936f00-0000-7000-8${hash.slice(0, 3)}-${hash.slice(3, 15)}`;
}

type Make = (n: number) => unknown;
const word = (text: string) => (n: number) => `${text}${n}`;
const issue = (n: number) => pastId("Issue", n);
const project = (n: number) => pastId("Project", n % 2);

/** What the shape of a column does not tell, by its name or by table and name. */
const MEANT: Record<string, Make> = {
  ...{ version: (n) => n + 1, number: (n) => n + 1, rank: word("a"), handle: (n) => ["ada", "ben", "cy", "di"][n] },
  ...{ title: (n) => TEXTS[n]?.slice(0, 200).trim() || ".", titleFold: word("title "), nameFold: word("name ") },
  ...{ startDate: () => "2026-11-27", dueDate: () => "2026-11-30", targetDate: () => "2026-12-31" },
  ...{ dueSort: () => "2026-11-30", targetSort: () => "2026-12-31", day: () => "2026-11-27" },
  ...{ shelf: (n) => (n === 2 ? "binned" : "live"), binnedAt: (n) => (n === 2 ? INSTANTS[2] : null) },
  ...{ archivedAt: () => null, subjectId: issue, subjectKind: () => "issue", projectId: project },
  ...{ commits: () => ["abcdef1"], response: () => ({}), hash: word("hash"), replyToId: () => null },
  via: () => ({ key: "agent", kind: "agent", client: null, session: "s-1" }),
  "User.role": (n) => (n === 0 ? "owner" : "member"),
  "User.email": word("a@example.org"),
  "User.disabledAt": () => null,
  "User.system": () => false,
  "User.inboxOff": () => ["mention"],
  "OneTimeToken.invited": () => ({ name: "Cy", handle: "cy", role: "member" }),
  "ApiKey.projectIds": () => [pastId("Project", 0)],
  "Project.key": (n) => ["ONE", "TWO", "THREE", "FOUR"][n],
  "Project.shelf": () => "live",
  "Project.binnedAt": () => null,
  "Label.shelf": () => "live",
  "Issue.criteria": (n) => (n === EMPTY ? [] : [{ id: pastId("Criterion of", n), text: TEXTS[n], done: n === 1 }]),
  "Issue.criteriaTotal": (n) => (n === EMPTY ? 0 : 1),
  "Issue.criteriaDone": (n) => (n === 1 ? 1 : 0),
  "Issue.criteriaVerified": (n) => (n === 1 ? 1 : 0),
  "Issue.claimId": () => null,
  "Claim.endedAt": () => INSTANTS[2],
  "IssueAlias.key": word("OLD-"),
  "IssueLink.toId": (n) => issue((n + 1) % 4),
  "Decision.options": (n) => [{ id: word("o")(n), name: TEXTS[n], pros: [], cons: [""], whyNot: "", chosen: true }],
  "Decision.impactAreas": () => ["speed"],
  "DecisionTarget.kind": () => "issue",
  "DecisionTarget.target": issue,
  "Document.properties": () => ({}),
  "Reference.fromKind": () => "issue",
  "Reference.toKind": () => "issue",
  "Reference.fromId": issue,
  "Reference.toId": (n) => issue((n + 1) % 4),
  "Question.options": () => [],
  "ProposalItem.payload": () => ({}),
  "Event.operation": (n) => (n === EMPTY ? "events.undo" : "issues.update"),
  "Event.actor": () => BEN,
  "InboxItem.actor": () => BEN,
  "Event.door": () => "rest",
  "Event.changes": (n) => [
    { kind: "issue", id: issue(n % 2), key: n % 2 ? "TWO-2" : "ONE-1", projectId: project(n), fields: changed(n) },
  ],
};

const changed = (n: number) => (n === EMPTY ? { undid: [null, [1]] } : { title: [TEXTS[1], TEXTS[n]] });

/** Rows for every table that a PostgreSQL database has, but for the search index, which only the product writes. */
export async function makePastRows(url: string): Promise<PastRows> {
  const columns = await withClient(url, async (client) => (await client.query<Column>(COLUMNS)).rows);
  const tables = [...new Set(columns.map(({ table }) => table))].filter(
    (table) => !["search_entry", "_prisma_migrations", "CacheEntry"].includes(table),
  );
  const rows = new Map<string, PastRow[]>();
  const ready = (table: string) =>
    columns.every((one) => one.table !== table || !one.target || one.target === table || rows.has(one.target));
  while (rows.size < tables.length) {
    const table = tables.find((one) => !rows.has(one) && ready(one));
    if (!table) throw new Error("Tables refer to each other in a circle.");
    const own = columns.filter((column) => column.table === table);
    rows.set(
      table,
      ROWS.map((n) => Object.fromEntries(own.map((column) => [column.name, valueFor(column, n)]))),
    );
  }
  return rows;
}

function valueFor({ table, name, type, nullable, labels, target }: Column, n: number): unknown {
  if (nullable && n === EMPTY) return null;
  const meant = MEANT[`${table}.${name}`] ?? MEANT[name];
  if (meant) return meant(n);
  if (target === table) return n < 2 ? null : pastId(table, n - 2);
  if (target === "Event") return n + 1;
  if (target) return pastId(target, n);
  if (name === "id") return pastId(table, n);
  if (labels) return labels[n % labels.length];
  switch (type) {
    case "text":
      return TEXTS[n];
    case "int4":
      return [1, 2_000_000_000, 7, 0][n];
    case "float8":
      return [0.5, -1e9, 1e-9, 0][n];
    case "bool":
      return n === 1;
    case "timestamp":
      return INSTANTS[n % INSTANTS.length];
    case "jsonb":
      return { text: TEXTS[n], none: null, list: [1, ""] };
    case "bytea":
      return Buffer.from(`${TEXTS[n]}\0`).subarray(0, 500);
    default:
      throw new Error(`There is no value yet for a ${type}, as ${table}.${name} is.`);
  }
}

const COLUMNS = `
  SELECT c.table_name::text AS "table", c.column_name::text AS "name", c.udt_name::text AS "type", c.is_nullable = 'YES' AS "nullable",
    (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
     WHERE t.typname = c.udt_name) AS "labels",
    (SELECT r.relname::text FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
     WHERE f.contype = 'f' AND f.conrelid = format('%I', c.table_name)::regclass AND f.conkey = ARRAY[c.ordinal_position::int2]) AS "target"
  FROM information_schema.columns c WHERE c.table_schema = 'public' ORDER BY 1, c.ordinal_position`;

/** Puts rows into a database of either engine, in the form in which Turbo stores them there. */
export async function putPastRows(url: string, rows: PastRows): Promise<void> {
  if (url.startsWith("file:")) return putIntoSqlite(sqlitePath(url), rows);
  await withClient(url, async (client) => {
    for (const [table, all] of rows) {
      const said = JSON.stringify(all, (_, value) =>
        value?.type === "Buffer" ? `\\x${Buffer.from(value.data).toString("hex")}` : value,
      );
      await client.query(`INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1)`, [said]);
    }
    await client.query(
      `SELECT setval(pg_get_serial_sequence(format('%I', table_name), column_name), 100)
       FROM information_schema.columns WHERE table_schema = 'public' AND column_default LIKE 'nextval%'`,
    );
  });
}

function putIntoSqlite(file: string, rows: PastRows): void {
  const native = new BetterSqlite3(file);
  native.pragma("foreign_keys = ON");
  const types = native.prepare<[string], { name: string; type: string }>("SELECT name, type FROM pragma_table_info(?)");
  native.transaction(() => {
    for (const [table, all] of rows) {
      const columns = types.all(table);
      const names = columns.map(({ name }) => `"${name}"`).join(", ");
      const insert = native.prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`);
      for (const row of all) insert.run(columns.map(({ name, type }) => inSqlite(type, row[name])));
    }
  })();
  native.close();
}

function inSqlite(type: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type === "BOOLEAN") return value ? 1 : 0;
  if (type === "DATETIME") return String(value).replace("Z", "+00:00");
  if (type === "JSONB") return JSON.stringify(value);
  return value;
}

/** Every row of every table of Turbo's own, as the engine keeps it. */
export async function storedRows(url: string): Promise<Map<string, PastRow[]>> {
  const ours = (name: string) => !/^(search_entry|_prisma_migrations|sqlite_)/.test(name);
  if (url.startsWith("file:")) {
    const native = new BetterSqlite3(sqlitePath(url), { readonly: true });
    try {
      const names = native.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
      return new Map(
        names
          .filter(({ name }) => ours(name))
          .map(({ name }) => [name, native.prepare<[], PastRow>(`SELECT * FROM "${name}"`).all()]),
      );
    } finally {
      native.close();
    }
  }
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
    );
    const found = new Map<string, PastRow[]>();
    for (const { name } of rows.filter((row) => ours(row.name)))
      found.set(name, (await client.query<PastRow>(`SELECT * FROM "${name}"`)).rows);
    return found;
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
