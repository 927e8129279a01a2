import type { Kind, PortableColumn, PortableTable } from "./portable.ts";

/** Tables that stand for the database itself and not for what is in it, each with the reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  _prisma_migrations: "every database has its own",
  CacheEntry: "made anew when it is asked for",
  search_entry: "written anew from what is found",
  Sample: "how another server did tells nothing of this one",
  Job: "each database does its own work in the background",
  AttachmentPart: "contents of files go on their own; SQLite has them in a folder",
};

/** Rows of a table that are left out in the same way, as the condition that the others meet. */
const ONLY: Readonly<Record<string, string>> = {
  // The form of this database's own search index, and what is written to see whether the disk takes it.
  Setting: `"name" NOT IN ('search.form', 'trial of writing')`,
};

/** The condition of the rows that take part. */
export const conditionOf = (table: string) => ONLY[table] ?? "1 = 1";

/** A column as a catalogue tells it; `place` is the place in the primary key, null where it is in none. */
export interface CatalogueColumn {
  table: string;
  name: string;
  type: string;
  place: number | null;
}

const KINDS: Readonly<Record<string, Kind>> = {
  text: "text",
  integer: "integer",
  bigint: "integer",
  real: "number",
  "double precision": "number",
  boolean: "boolean",
  datetime: "instant",
  "timestamp(3) without time zone": "instant",
  jsonb: "json",
  blob: "bytes",
  bytea: "bytes",
};

/** The tables that take part, by name. `enums` are the names of types whose values are words. */
export function tablesOf(columns: readonly CatalogueColumn[], enums: ReadonlySet<string> = new Set()): PortableTable[] {
  const names = [...new Set(columns.map(({ table }) => table))].filter((name) => !(name in LEFT_OUT));
  return names.sort().map((name) => {
    const own = columns.filter(({ table }) => table === name);
    const key = own.filter(({ place }) => place !== null).sort((one, other) => Number(one.place) - Number(other.place));
    if (key.length === 0) throw new Error(`The table ${name} has no primary key, by which its rows could be ordered.`);
    const others = own.filter(({ place }) => place === null).sort((one, other) => (one.name < other.name ? -1 : 1));
    const column = ({ name: of, type }: CatalogueColumn): PortableColumn => ({
      name: of,
      type,
      kind: kindOf(name, of),
    });
    const kindOf = (table: string, of: string): Kind => {
      const type = own.find((one) => one.name === of)?.type ?? "";
      const kind = enums.has(type) ? "text" : KINDS[type.toLowerCase()];
      if (!kind) throw new Error(`The column ${table}.${of} is a ${type}, which has no portable form yet.`);
      return kind;
    };
    return { name, key: key.map((one) => one.name), columns: [...key, ...others].map(column) };
  });
}
