import { PrismaClient } from "../../prisma/generated/sqlite/client.ts";
import { isDuplicate, rememberAnswer, rememberedAnswer } from "./answers.ts";
import type { ConnectOptions } from "./connect-options.ts";
import { contentFiles, uploadsFolder } from "./content-files.ts";
import type { Database } from "./database.ts";
import { guardedClient } from "./guarded-client.ts";
import {
  countBySql,
  countSql,
  countsBy,
  type KeysetQuery,
  keysetPage,
  keysetRows,
  keysetSql,
  type PageSql,
} from "./keyset.ts";
import { readRefusal, storageRefusal } from "./sqlite-errors.ts";
import { sqliteSearch } from "./sqlite-search.ts";
import { writeSqliteTrail } from "./sqlite-trail.ts";
import { openConnections } from "./sqlite-writer.ts";
import { timedWrite } from "./timed-write.ts";
import type { Reader, Transaction } from "./transaction.ts";
import { PATIENCE, slowRefusal } from "./transaction-errors.ts";

/** How often another process's writes are looked for while somebody listens, in milliseconds. */
const POLL = 150;

/** Opens a SQLite database whose schema is up to date. */
export function connectSqlite(options: ConnectOptions): Database {
  const log = options.onStatement ? [{ emit: "event" as const, level: "query" as const }] : [];
  const connections = openConnections(options);
  const client = new PrismaClient({
    adapter: connections.factory,
    // The queue's own deadline comes first and knows better what it waited for.
    transactionOptions: { maxWait: (options.patience ?? PATIENCE) + 1000, timeout: options.longest ?? PATIENCE },
    log,
  });
  const reader: Reader = guardedClient(client, readRefusal, connections.read);
  if (options.onStatement) {
    const onStatement = options.onStatement;
    (client as PrismaClient<"query">).$on("query", ({ query, duration }) => onStatement(query, duration));
  }
  const listeners = new Set<() => void>();
  let polling: NodeJS.Timeout | null = null;
  let version: number | null = null;

  const wake = () => {
    for (const listener of listeners) listener();
  };
  async function poll(): Promise<void> {
    const rows = await reader.$queryRawUnsafe<{ data_version: number }[]>("PRAGMA data_version");
    const now = Number(rows[0]?.data_version);
    if (version !== null && now !== version) wake();
    version = now;
  }

  const indexes = new Map<string, Promise<string[][]>>();
  function indexesOf(table: string): Promise<string[][]> {
    const known = indexes.get(table) ?? readIndexes(reader, table);
    indexes.set(table, known);
    return known;
  }

  async function write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      const value = await timedWrite((timed) => client.$transaction(timed, { isolationLevel: "Serializable" }), work);
      if (listeners.size > 0) setImmediate(wake);
      return value;
    } catch (error) {
      throw slowRefusal(error) ?? storageRefusal(error) ?? error;
    }
  }

  return {
    engine: "sqlite",
    reader,
    search: sqliteSearch,
    contents: contentFiles(uploadsFolder(options.url), { reader, write }),
    write,
    async oneAtATime() {
      // SQLite has one writer.
    },
    turnSql: () => null,
    writeTrail: writeSqliteTrail,
    async keyset(db, query) {
      const { sql, values } = keysetSql("sqlite", query, {}, await indexesOf(query.table));
      return keysetPage(await db.$queryRawUnsafe<Record<string, unknown>[]>(sql, ...values), query);
    },
    async keysetRows<Row extends Record<string, unknown>>(
      db: Reader | Transaction,
      query: KeysetQuery,
      reading: (page: PageSql) => string,
    ) {
      const { values, ...page } = keysetSql("sqlite", query, {}, await indexesOf(query.table));
      return keysetRows(await db.$queryRawUnsafe<Row[]>(reading(page), ...values), query);
    },
    async count(db, query) {
      const { sql, values } = countSql("sqlite", query);
      const rows = await db.$queryRawUnsafe<{ count: number | bigint }[]>(sql, ...values);
      return Number(rows[0]?.count ?? 0);
    },
    async countBy(db, query, column) {
      const { sql, values } = countBySql("sqlite", query, column);
      return countsBy(await db.$queryRawUnsafe<{ value: string; count: number | bigint }[]>(sql, ...values));
    },
    isDuplicate,
    rememberedAnswer: (call, now) => rememberedAnswer(reader, call, now),
    rememberAnswer,
    onEvents(listener) {
      listeners.add(listener);
      if (!polling) {
        const look = () => void poll().catch(() => undefined);
        look();
        polling = setInterval(look, POLL).unref();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || !polling) return;
        clearInterval(polling);
        polling = null;
        version = null;
      };
    },
    async close() {
      if (polling) clearInterval(polling);
      await client.$disconnect();
      await connections.close();
    },
  };
}

/** The columns of each index of a table. */
async function readIndexes(reader: Reader, table: string): Promise<string[][]> {
  const rows = await reader.$queryRawUnsafe<{ columns: string }[]>(
    `SELECT (SELECT json_group_array(name) FROM (SELECT name FROM pragma_index_info(list.name) ORDER BY seqno)) AS columns
     FROM pragma_index_list(?) AS list`,
    table,
  );
  return rows.map((row) => JSON.parse(row.columns));
}
