import { setTimeout as sleep } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { TurboError } from "#lib/core/errors";
import type { Row } from "#lib/core/row-value";
import { PrismaClient as PostgresClient } from "../../prisma/generated/postgres/client.ts";
import type { PrismaClient } from "../../prisma/generated/sqlite/client.ts";
import { isDuplicate, rememberAnswer, rememberedAnswer } from "./answers.ts";
import { awayRefusal, fullRefusal } from "./away.ts";
import type { ConnectOptions } from "./connect-options.ts";
import { contentParts } from "./content-parts.ts";
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
import { postgresSearch } from "./postgres-search.ts";
import { CHANNEL, writePostgresTrail } from "./postgres-trail.ts";
import { statementNames } from "./statement-names.ts";
import { timedWrite } from "./timed-write.ts";
import type { Reader, Transaction } from "./transaction.ts";
import { PATIENCE, slowRefusal, wholeText } from "./transaction-errors.ts";

/** The advisory lock under which the graph of links and parents grows: two writes at once could close a circle. */
const LINK_LOCK = 7_305_003;
const TRIES = 6;

/** Columns of an enum type, which row-by-row SQL has to cast to. */
const ENUM_COLUMNS: Record<string, string> = {
  "Issue.shelf": "Shelf",
  "Issue.status": "IssueStatus",
  "Issue.type": "IssueType",
  "Issue.priority": "Priority",
  "Project.shelf": "Shelf",
  "Project.status": "ProjectStatus",
  "Label.shelf": "Shelf",
  "Comment.shelf": "Shelf",
  "WorkLog.shelf": "Shelf",
  "Question.shelf": "Shelf",
  "Question.state": "QuestionState",
  "Proposal.shelf": "Shelf",
  "Proposal.status": "ProposalStatus",
  "Attachment.shelf": "Shelf",
  "Job.state": "JobState",
};

/** Deadlocks, failed serialization and lost races: another try may well succeed. */
function mayTryAgain(error: unknown): boolean {
  if (error instanceof TurboError) return false;
  return /P2034|40001|40P01|deadlock detected|TransactionWriteConflict|write conflict/i.test(wholeText(error));
}

/** How long a connection is waited for, in milliseconds: a database that does not even refuse is away as well. */
const CONNECTING = 5_000;

/** A statement may take as long as a transaction: beyond that the database counts as frozen. */
function connectionSettings({ url, poolSize = 10, longest = PATIENCE }: ConnectOptions) {
  return {
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: CONNECTING,
    query_timeout: longest + 1_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** How the values of some types are read where a hand-written statement reads them: as SQLite has them. */
const PARSERS: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.NUMERIC]: Number,
  [pg.types.builtins.TIMESTAMP]: (text) => `${text.replace(" ", "T")}+00:00`,
};
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: "text" | "binary") =>
    (format === "binary" ? undefined : PARSERS[type]) ?? pg.types.getTypeParser(type, format),
};

/** The driver would send an instant in the machine's own time zone. */
function sent(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

/** Opens a PostgreSQL database whose schema is up to date. */
export function connectPostgres(options: ConnectOptions): Database {
  const pool = new pg.Pool(connectionSettings(options));
  // Who uses a connection that broke is told; of an idle one nobody needs to know.
  pool.on("error", () => undefined);
  const statementNameGenerator = statementNames();
  const client = new PostgresClient({
    adapter: new PrismaPg(pool, { statementNameGenerator }),
    transactionOptions: { maxWait: options.patience ?? PATIENCE, timeout: options.longest ?? PATIENCE },
    log: options.onStatement ? [{ emit: "event" as const, level: "query" as const }] : [],
  });
  if (options.onStatement) {
    const onStatement = options.onStatement;
    (client as PostgresClient<"query">).$on("query", ({ query, duration }) => onStatement(query, duration));
  }
  // Both clients are generated from one model; the SQLite one's types are the common subset.
  const common = client as unknown as PrismaClient;
  const guarded = guardedClient(
    common,
    (error) => fullRefusal(error) ?? awayRefusal(error, false),
    // Past Prisma, which takes longer over hand-written statements than the driver does.
    async (text, ...given) => {
      const since = performance.now();
      const values = given.map(sent);
      const name = statementNameGenerator({ sql: text });
      const { rows } = await pool.query<Row>({ name, text, values, types: TYPES });
      options.onStatement?.(text, performance.now() - since);
      return rows;
    },
  );
  const listeners = new Set<() => void>();
  let listening: pg.Client | null = null;

  async function listen(): Promise<void> {
    const own = new pg.Client({ connectionString: options.url, connectionTimeoutMillis: CONNECTING, keepAlive: true });
    listening = own;
    own.on("notification", () => {
      for (const listener of listeners) listener();
    });
    const again = () => {
      if (listening !== own) return;
      listening = null;
      own.end().catch(() => undefined);
      if (listeners.size > 0) setTimeout(() => listeners.size > 0 && !listening && void listen(), 1000).unref();
    };
    own.on("error", again);
    own.on("end", again);
    try {
      await own.connect();
      await own.query(`LISTEN ${CHANNEL}`);
      for (const listener of listeners) listener();
    } catch {
      again();
    }
  }

  async function write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await timedWrite((timed) => common.$transaction(timed), work);
      } catch (error) {
        const refusal = slowRefusal(error) ?? fullRefusal(error) ?? awayRefusal(error, true);
        if (refusal) throw refusal;
        if (attempt >= TRIES || !mayTryAgain(error)) throw error;
        await sleep(attempt * 10 * (1 + Math.random()));
      }
    }
  }

  return {
    engine: "postgres",
    reader: guarded,
    search: postgresSearch,
    contents: contentParts(guarded, write),
    write,
    async oneAtATime(tx) {
      await tx.$executeRawUnsafe(`SELECT pg_advisory_xact_lock(${LINK_LOCK})`);
    },
    turnSql: () => `(SELECT pg_advisory_xact_lock(${LINK_LOCK})) AS turn`,
    writeTrail: writePostgresTrail,
    async keyset(db, query) {
      const { sql, values } = keysetSql("postgres", query, ENUM_COLUMNS);
      return keysetPage(await db.$queryRawUnsafe<Record<string, unknown>[]>(sql, ...values), query);
    },
    async keysetRows<Row extends Record<string, unknown>>(
      db: Reader | Transaction,
      query: KeysetQuery,
      reading: (page: PageSql) => string,
    ) {
      const { values, ...page } = keysetSql("postgres", query, ENUM_COLUMNS);
      return keysetRows(await db.$queryRawUnsafe<Row[]>(reading(page), ...values), query);
    },
    async count(db, query) {
      const { sql, values } = countSql("postgres", query, ENUM_COLUMNS);
      const rows = await db.$queryRawUnsafe<{ count: number | bigint }[]>(sql, ...values);
      return Number(rows[0]?.count ?? 0);
    },
    async countBy(db, query, column) {
      const { sql, values } = countBySql("postgres", query, column, ENUM_COLUMNS);
      return countsBy(await db.$queryRawUnsafe<{ value: string; count: number | bigint }[]>(sql, ...values));
    },
    isDuplicate,
    rememberedAnswer: (call, now) => rememberedAnswer(guarded, call, now),
    rememberAnswer,
    onEvents(listener) {
      listeners.add(listener);
      if (!listening) void listen();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || !listening) return;
        const own = listening;
        listening = null;
        own.end().catch(() => undefined);
      };
    },
    async close() {
      listeners.clear();
      const own = listening;
      listening = null;
      await own?.end().catch(() => undefined);
      await client.$disconnect();
      if (!pool.ending) await pool.end();
    },
  };
}
