import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { anyone, defineOperation, run } from "#lib/core/operation";
import { instantOf, numberOf, type Row } from "#lib/core/row-value";
import { refusal } from "#lib/testing/refusal";
import { freshDatabase, makeWorld } from "#lib/testing/world";
import { connect } from "./connect.ts";
import type { ConnectOptions } from "./connect-options.ts";
import type { Database } from "./database.ts";
import type { Transaction } from "./transaction.ts";

let url: string;
let remove: () => Promise<void>;
const opened: Database[] = [];

beforeEach(async () => {
  ({ url, remove } = await freshDatabase("postgres"));
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await remove();
});

function open(options: Partial<ConnectOptions> = {}): Database {
  const database = connect({ url, poolSize: 4, ...options });
  opened.push(database);
  return database;
}

const add = (tx: Transaction, name: string) =>
  tx.setting.createMany({ data: [{ name, updatedAt: new Date(), value: 1 }] });
const touch = (tx: Transaction, name: string) =>
  tx.setting.updateMany({ where: { name }, data: { updatedAt: new Date() } });
const names = async (database: Database) =>
  (await database.reader.setting.findMany({ orderBy: { name: "asc" } })).map((row) => row.name);

async function sql(text: string, at = url): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

const event = {
  at: new Date(),
  operation: "x",
  door: "rest",
  userId: null,
  keyId: null,
  actor: {},
  session: null,
  requestId: "r",
};
const change = { kind: "issue", id: "i", key: "K-1", projectId: null, fields: {} };

test("A read beside an open write sees nothing of it, and a write that rolls back leaves nothing.", async () => {
  const database = open();
  const failing = database.write(async (tx) => {
    await add(tx, "lost");
    expect(await names(database)).toEqual([]);
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  await database.write((tx) => add(tx, "kept"));
  expect(await names(database)).toEqual(["kept"]);
});

test("A hand-written statement reads the same outside of transactions and in them, in whatever zone the machine is.", async () => {
  const zone = process.env.TZ;
  process.env.TZ = "America/St_Johns";
  try {
    const database = open();
    const at = new Date("2026-03-08T07:30:00.120Z");
    await database.write((tx) => tx.setting.createMany({ data: [{ name: "a", updatedAt: at, value: { n: [1] } }] }));
    const statement = `SELECT "updatedAt" AS "at", "value", (SELECT count(*) FROM "Setting") AS "many", 1.5 AS "part",
      true AS "yes", NULL AS "none" FROM "Setting" WHERE "updatedAt" = $1 AND "updatedAt" < $2::timestamp`;
    const later = new Date(at.getTime() + 1);
    const read = async (db: Pick<Transaction, "$queryRawUnsafe">) => {
      const rows = await db.$queryRawUnsafe<Row[]>(statement, at, later);
      return rows.map((row) => ({
        ...row,
        at: instantOf(row.at),
        many: numberOf(row.many),
        part: numberOf(row.part),
      }));
    };
    const expected = [{ at: at.toISOString(), value: { n: [1] }, many: 1, part: 1.5, yes: true, none: null }];
    expect(await read(database.reader)).toEqual(expected);
    expect(await database.write(read)).toEqual(expected);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test("When no connection comes free in time the answer is busy, and the next write works.", async () => {
  const database = open({ poolSize: 1, patience: 500 });
  await database.reader.setting.count();
  const slow = database.write(async (tx) => {
    await sleep(1500);
    await add(tx, "slow");
  });
  const error = await refusal(database.write((tx) => add(tx, "late")));
  expect([error.code, error.retryAfter]).toEqual(["busy", 2]);
  await slow;
  await database.write((tx) => add(tx, "next"));
  expect(await names(database)).toEqual(["next", "slow"]);
});

test("A transaction that takes too long is undone, and the next one works.", async () => {
  const database = open({ poolSize: 1, longest: 100 });
  const error = await refusal(
    database.write(async (tx) => {
      await add(tx, "a");
      await sleep(400);
      await add(tx, "b");
    }),
  );
  expect(error.message).toContain("took too long");
  await database.write((tx) => add(tx, "c"));
  expect(await names(database)).toEqual(["c"]);
});

test("A lost connection is a refusal that says so, and the next write works.", async () => {
  const database = open();
  const error = await refusal(
    database.write(async (tx) => {
      await add(tx, "a");
      await sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
      );
      await add(tx, "b");
    }),
  );
  expect(error.code).toBe("database");
  await database.write((tx) => add(tx, "c"));
  expect(await names(database)).toEqual(["c"]);
});

test("Listeners hear of events of this process and of others, also after the server ended the connection.", async () => {
  const [database, other] = [open(), open()];
  let heard = 0;
  const stop = database.onEvents(() => heard++);
  const hears = async (from: Database) => {
    const before = heard;
    await from.write((tx) => from.writeTrail(tx, { events: [{ ...event, changes: [change] }] }));
    await expect.poll(() => heard, { timeout: 10_000 }).toBeGreaterThan(before);
  };
  await expect.poll(() => heard, { timeout: 10_000 }).toBe(1);
  await hears(database);
  await hears(other);
  const before = heard;
  await sql(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
  );
  await expect.poll(() => heard, { timeout: 10_000 }).toBeGreaterThan(before);
  await hears(other);
  stop();
});

test("A deadlock is tried again from the start: effects, events and changes of the lost try are gone.", async () => {
  const world = await makeWorld("postgres");
  await world.database.write(async (tx) => {
    await add(tx, "a");
    await add(tx, "b");
  });
  const tries: string[] = [];
  const effects: string[] = [];
  const cross = (name: string, first: string, second: string) =>
    defineOperation({
      name,
      summary: "Touches two rows.",
      access: "write",
      reach: "workspace",
      rest: null,
      input: z.strictObject({}),
      output: z.object({ name: z.string() }),
      authorize: anyone,
      async handle(ctx) {
        tries.push(name);
        ctx.changed({ kind: "setting", id: name, key: name, projectId: null, fields: { touched: [false, true] } });
        ctx.afterCommit(() => void effects.push(name));
        await touch(ctx.db, first);
        if (tries.filter((one) => one === name).length === 1) await sleep(300);
        await touch(ctx.db, second);
        return { name };
      },
    });
  await Promise.all([
    run(cross("test.one", "a", "b"), world.as(), {}),
    run(cross("test.two", "b", "a"), world.as(), {}),
  ]);
  expect(tries.length).toBeGreaterThan(2);
  expect(effects.toSorted()).toEqual(["test.one", "test.two"]);
  const events = await world.database.reader.event.findMany({ orderBy: { operation: "asc" } });
  expect(events.map((row) => [row.operation, (row.changes as unknown[]).length])).toEqual([
    ["test.one", 1],
    ["test.two", 1],
  ]);
  await world.close();
});
