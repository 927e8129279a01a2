import type { ContentStore } from "./content-store.ts";
import type { KeysetPage, KeysetQuery, KeysetRows, PageSql } from "./keyset.ts";
import type { SearchIndex } from "./search.ts";
import type { Trail } from "./trail.ts";
import type { Engine, Reader, Transaction } from "./transaction.ts";

export interface RememberedCall {
  actor: string;
  operation: string;
  key: string;
  bodyHash: string;
}

/** One open database, of either engine. */
export interface Database {
  readonly engine: Engine;
  readonly reader: Reader;
  readonly search: SearchIndex;
  /** The contents of attached files. */
  readonly contents: ContentStore;
  /**
   * Runs `work` in a write transaction that holds the writer's lock from its start (SQLite) and is tried again
   * after a deadlock or a lost race. Throws TurboError `busy` when no turn came within 15 seconds.
   */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Lets one transaction at a time past this point until it commits, where the engine does not do so anyway. */
  oneAtATime(tx: Transaction, what: "links"): Promise<void>;
  /**
   * What a statement selects from to wait for the same turn by the way, null where the engine needs none. The statement
   * itself reads what there was before it waited.
   */
  turnSql(what: "links"): string | null;
  /**
   * Writes events and what goes with them, in one statement, as the last step of a transaction: so event numbers
   * become visible in order. Texts and notices that are there already are left as they are. Answers the events' numbers.
   */
  writeTrail(tx: Transaction, trail: Trail): Promise<number[]>;
  /** The ids of one page, in order. */
  keyset(db: Reader | Transaction, query: KeysetQuery): Promise<KeysetPage>;
  /** The rows of one page, in order: `reading` makes the one statement that finds and reads them, order columns included. */
  keysetRows<Row extends Record<string, unknown>>(
    db: Reader | Transaction,
    query: KeysetQuery,
    reading: (page: PageSql) => string,
  ): Promise<KeysetRows<Row>>;
  /** How many rows a list has in all. */
  count(db: Reader | Transaction, query: Pick<KeysetQuery, "table" | "where">): Promise<number>;
  /** The same apart for each value of a column, which is a text. Values that no row has are left out. */
  countBy(
    db: Reader | Transaction,
    query: Pick<KeysetQuery, "table" | "where">,
    column: string,
  ): Promise<Map<string, number>>;
  isDuplicate(error: unknown): boolean;
  rememberedAnswer(call: RememberedCall, now: Date): Promise<{ bodyHash: string; response: unknown } | null>;
  rememberAnswer(tx: Transaction, answer: RememberedCall & { at: Date; response: unknown }): Promise<void>;
  /** Calls back soon after any process committed an event; answers the function that stops it. */
  onEvents(listener: () => void): () => void;
  close(): Promise<void>;
}
