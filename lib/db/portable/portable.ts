import type { Engine } from "../transaction.ts";

/** What a column holds, whatever the engine calls it. */
export type Kind = "text" | "integer" | "number" | "boolean" | "instant" | "json" | "bytes";

export interface PortableColumn {
  name: string;
  kind: Kind;
  /** The engine's own name of the type. */
  type: string;
}

export interface PortableTable {
  name: string;
  /** The columns of its primary key, by which its rows are ordered. */
  key: string[];
  /** The key first, the others by name, on both engines alike. */
  columns: PortableColumn[];
}

/**
 * A row in the form that both engines share: instants in RFC 3339 with milliseconds, bytes in base64, JSON with its names in
 * order. A column without a value is left out, so that JSON's null can stand in one.
 */
export type PortableRow = Readonly<Record<string, unknown>>;

/** Last number given out, by the table whose key is counted. */
export type Counters = Readonly<Record<string, number>>;

/** Content of attached files, by the SHA-256 of its bytes in hexadecimal. */
export interface ContentRef {
  hash: string;
  size: number;
}

/** What everything of an instance can be read from, table by table and never whole. */
export interface PortableSource {
  readonly tables: readonly { name: string }[];
  rows(table: string): AsyncIterable<PortableRow>;
  counters(): Promise<Counters>;
  /** What the attachments refer to, each once. */
  contents(): Promise<ContentRef[]>;
  /** The bytes of one; none at all where it is missing. */
  content(hash: string): AsyncIterable<Uint8Array>;
}

/** Rows of which a column, not a JSON one, has a value; in the order of another. */
export interface Choice {
  column: string;
  /** Null for rows without a value. */
  is: string | null;
  order: string;
}

/** A database as it is at one moment, whatever is written meanwhile. */
export interface Snapshot extends PortableSource {
  readonly engine: Engine;
  readonly tables: readonly PortableTable[];
  rows(table: string, choice?: Choice): AsyncIterable<PortableRow>;
  close(): Promise<void>;
}

/** A database that is filled in one transaction. What it reads includes what it wrote. */
export interface Filling extends Snapshot {
  /** Takes away every row and the search index. */
  clear(): Promise<void>;
  /** References are checked at the commit, so rows may come in any order. */
  insert(table: PortableTable, rows: readonly PortableRow[]): Promise<void>;
  /** Keeps a content; answers whether its bytes are those of the hash, and keeps nothing of it where not. */
  putContent(hash: string, body: AsyncIterable<Uint8Array>): Promise<boolean>;
  setCounters(counters: Counters): Promise<void>;
  commit(): Promise<void>;
  /** Undoes everything unless it was committed. */
  close(): Promise<void>;
}
