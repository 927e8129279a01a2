import { setTimeout as sleep } from "node:timers/promises";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, SqlDriverAdapterFactory, Transaction } from "@prisma/driver-adapter-utils";
import type BetterSqlite3 from "better-sqlite3";
import type { Row } from "#lib/core/row-value";
import type { ConnectOptions } from "./connect-options.ts";
import { keepStatements } from "./kept-statements.ts";
import { isBusy } from "./sqlite-errors.ts";
import { busy, PATIENCE } from "./transaction-errors.ts";

type Native = BetterSqlite3.Database;

const nativeOf = (adapter: SqlDriverAdapter) => (adapter as unknown as { client: Native }).client;

/** The settings of every connection. `query_only` keeps the reader from writing whatever it is asked. */
function setPragmas(native: Native, options: ConnectOptions, readOnly: boolean): void {
  native.pragma("busy_timeout = 5000");
  if (!readOnly && native.pragma("journal_mode", { simple: true }) !== "wal") native.pragma("journal_mode = WAL");
  native.pragma(`synchronous = ${options.durability === "normal" ? "NORMAL" : "FULL"}`);
  native.pragma("temp_store = MEMORY");
  native.pragma("foreign_keys = ON");
  native.pragma("secure_delete = ON");
  native.pragma(`cache_size = ${-1024 * (options.cacheMb ?? 16)}`);
  native.pragma(`mmap_size = ${1024 * 1024 * (options.mmapMb ?? 16)}`);
  if (readOnly) native.pragma("query_only = ON");
  // Waiting inside SQLite stops the whole process, so the writer never does: takeWriteLock waits for it. A reader only
  // meets a lock for the moment in which another process recovers or closes the file.
  else native.pragma("busy_timeout = 0");
}

/** Waits for SQLite's write lock without holding up the process. */
async function takeWriteLock(native: Native, deadline: number): Promise<void> {
  for (let pause = 1; ; pause = Math.min(pause * 2, 25)) {
    try {
      native.exec("BEGIN IMMEDIATE");
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (Date.now() > deadline) throw busy("Another process has been writing for too long.", error);
      await sleep(pause + Math.random() * pause);
    }
  }
}

/** Makes sure that a transaction ends for good however its COMMIT went, and that nothing runs outside of it. */
function guarded(transaction: Transaction, native: Native, leave: () => void): Transaction {
  const ending = (finish: () => Promise<void>) => async () => {
    try {
      await finish();
    } finally {
      if (native.inTransaction) native.exec("ROLLBACK"); // after a COMMIT that failed
      leave();
    }
  };
  const [query, execute] = [transaction.queryRaw.bind(transaction), transaction.executeRaw.bind(transaction)];
  transaction.commit = ending(transaction.commit.bind(transaction));
  transaction.rollback = ending(transaction.rollback.bind(transaction));
  transaction.queryRaw = (statement) => {
    requireOpen(native);
    return query(statement);
  };
  transaction.executeRaw = (statement) => {
    if (!native.inTransaction && statement.sql === "ROLLBACK") return Promise.resolve(0);
    requireOpen(native);
    return execute(statement);
  };
  return transaction;
}

/** A full disk or a failing one ends SQLite's transaction by itself; what follows would be written on its own. */
function requireOpen(native: Native): void {
  if (!native.inTransaction) throw new Error("SQLite ended this transaction after an earlier error");
}

/**
 * The adapter of the one writing connection. Its transactions queue here and take SQLite's lock at their start:
 * a transaction that begins with a read and upgrades later fails as soon as two processes do it.
 */
function writerFactory(options: ConnectOptions): SqlDriverAdapterFactory {
  const factory = new PrismaBetterSqlite3({ url: options.url, timeout: 5000 });
  let queue = Promise.resolve();
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const adapter = await factory.connect();
      const native = nativeOf(adapter);
      setPragmas(native, options, false);
      keepStatements(native);
      const prepare = native.prepare.bind(native);
      const begun = { run: () => undefined } as unknown as BetterSqlite3.Statement;
      native.prepare = ((sql: string) => (sql === "BEGIN" ? begun : prepare(sql))) as Native["prepare"];
      const start = adapter.startTransaction.bind(adapter);
      adapter.startTransaction = async (isolation) => {
        const deadline = Date.now() + (options.patience ?? PATIENCE);
        const before = queue;
        let leave: () => void = () => undefined;
        queue = new Promise((resolve) => {
          leave = resolve;
        });
        await before;
        try {
          await takeWriteLock(native, deadline);
          return guarded(await start(isolation), native, leave);
        } catch (error) {
          if (native.inTransaction) native.exec("ROLLBACK");
          leave();
          throw error;
        }
      };
      return adapter;
    },
  };
}

/**
 * The two connections as one adapter: a client for each would hold all that Prisma knows of the schema twice. What is asked
 * outside of transactions goes to the reading one, which sees committed rows only and cannot write; the writing one is opened
 * with the first transaction.
 */
export function openConnections(options: ConnectOptions): {
  factory: SqlDriverAdapterFactory;
  /** Reads by a hand-written statement, past Prisma. */
  read(sql: string, ...values: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
} {
  const factory = new PrismaBetterSqlite3({ url: options.url, timeout: 5000 });
  const writing = once(() => writerFactory(options).connect());
  const reading = once(async () => {
    const adapter = await factory.connect();
    const native = nativeOf(adapter);
    setPragmas(native, options, true);
    adapter.startTransaction = async (isolation) => {
      // Prisma begins one by itself for some writes, and then asks for no isolation.
      if (!isolation) throw new Error("The reader is readonly: what is written belongs in a transaction.");
      return (await writing.get()).startTransaction(isolation);
    };
    return { adapter, rows: keepStatements(native) };
  });
  return {
    factory: {
      provider: factory.provider,
      adapterName: factory.adapterName,
      connect: async () => (await reading.get()).adapter,
    },
    async read(sql, ...values) {
      const { rows } = await reading.get();
      const since = performance.now();
      const read = rows(sql, values);
      options.onStatement?.(sql, performance.now() - since);
      return read;
    },
    async close() {
      await Promise.all([
        reading.made()?.then(({ adapter }) => adapter.dispose()),
        writing.made()?.then((one) => one.dispose()),
      ]);
    },
  };
}

/** Makes something when it is asked for first, and again only where that failed. */
function once<Value>(make: () => Promise<Value>): { get(): Promise<Value>; made(): Promise<Value> | null } {
  let made: Promise<Value> | null = null;
  return {
    get() {
      made ??= make().catch((error) => {
        made = null;
        throw error;
      });
      return made;
    },
    made: () => made,
  };
}
