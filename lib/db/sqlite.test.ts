import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { problemDetails } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { refusal } from "#lib/testing/refusal";
import { freshDatabase } from "#lib/testing/world";
import { connect } from "./connect.ts";
import type { ConnectOptions } from "./connect-options.ts";
import type { Database } from "./database.ts";
import { sqlitePath } from "./migrate.ts";
import type { Transaction } from "./transaction.ts";

let url: string;
let remove: () => Promise<void>;
const opened: Database[] = [];

beforeEach(async () => {
  ({ url, remove } = await freshDatabase("sqlite"));
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await remove();
});

function open(options: Partial<ConnectOptions> = {}): Database {
  const database = connect({ url, ...options });
  opened.push(database);
  return database;
}

const setting = (name: string, value: unknown = 1) => ({ name, updatedAt: new Date(), value: JSON.stringify(value) });
const add = (tx: Transaction, name: string, value?: unknown) => tx.setting.createMany({ data: [setting(name, value)] });
const names = async (database: Database) =>
  (await database.reader.setting.findMany({ orderBy: { name: "asc" } })).map((row) => row.name);

/** Another process that holds the write lock for a while; resolves once it has it. */
async function lockedElsewhere(milliseconds: number) {
  const script = path.resolve(import.meta.dirname, "../testing/processes/hold-write-lock.mjs");
  const child = spawn(process.execPath, [script, sqlitePath(url), String(milliseconds)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return { ended: once(child, "exit") };
}

test("A read beside an open write sees nothing of it until it is committed.", async () => {
  const database = open();
  await database.write(async (tx) => {
    await add(tx, "a");
    expect(await names(database)).toEqual([]);
    expect(await tx.setting.count()).toBe(1);
  });
  expect(await names(database)).toEqual(["a"]);
});

test("A read beside a write that rolls back never sees it, and a second write is not drawn into it.", async () => {
  const database = open();
  const seen: number[] = [];
  const failing = database.write(async (tx) => {
    await add(tx, "lost");
    await sleep(30);
    seen.push(await database.reader.setting.count());
    throw new Error("changed my mind");
  });
  const kept = database.write((tx) => add(tx, "kept"));
  await expect(failing).rejects.toThrow("changed my mind");
  await kept;
  expect(seen).toEqual([0]);
  expect(await names(database)).toEqual(["kept"]);
});

test("The reader cannot write, whatever statement it is given.", async () => {
  const database = open();
  for (const sql of [
    `INSERT INTO "Setting" VALUES ('x', 1, '1') RETURNING "name"`,
    `DELETE FROM "Setting"`,
    'DROP TABLE "Setting"',
  ]) {
    await expect(database.reader.$queryRawUnsafe(sql)).rejects.toThrow(/readonly/);
  }
  const asked = database.reader as unknown as Transaction;
  await expect(asked.setting.create({ data: setting("x") })).rejects.toThrow(/readonly/);
  // Two tables at once: Prisma begins a transaction by itself.
  const now = new Date();
  const signIns = { create: { id: "s", createdAt: now, userAgent: "", lastSeenAt: now, expiresAt: now } };
  const user = { id: "u", createdAt: now, updatedAt: now, handle: "u", name: "U", signIns };
  await expect(asked.user.create({ data: user })).rejects.toThrow(/readonly/);
  expect([await names(database), await database.reader.user.count()]).toEqual([[], 0]);
});

test("Both connections have the settings that durability, order and privacy rest on.", async () => {
  const database = open({ cacheMb: 8, mmapMb: 32 });
  const wanted = {
    journal_mode: "wal",
    synchronous: 2,
    foreign_keys: 1,
    secure_delete: 1,
    cache_size: -8192,
    mmap_size: 32 * 1024 * 1024,
    temp_store: 2,
  };
  const read = async (on: Pick<Transaction, "$queryRawUnsafe">, pragma: string) => {
    const rows = await on.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${pragma}`);
    const value = Object.values(rows[0] ?? {})[0];
    return typeof value === "bigint" ? Number(value) : value;
  };
  for (const [pragma, value] of Object.entries(wanted)) {
    expect([pragma, await read(database.reader, pragma)]).toEqual([pragma, value]);
    await database.write(async (tx) => expect([pragma, await read(tx, pragma)]).toEqual([pragma, value]));
  }
  expect(await read(database.reader, "query_only")).toBe(1);
  const light = open({ durability: "normal" });
  await light.write(async (tx) => expect(await read(tx, "synchronous")).toBe(1));
});

test("Writes of one process take turns, in the order in which they came.", async () => {
  const database = open();
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 20 }, (_, place) =>
      database.write(async (tx) => {
        order.push(place);
        await tx.setting.count();
        await sleep(1);
        order.push(place);
      }),
    ),
  );
  expect(order).toEqual(Array.from({ length: 20 }, (_, place) => [place, place]).flat());
});

test("A writer waits for another process's lock without holding up this one, and then goes on.", async () => {
  const database = open();
  const other = await lockedElsewhere(400);
  let turns = 0;
  const ticking = setInterval(() => turns++, 5);
  await database.write((tx) => add(tx, "a"));
  clearInterval(ticking);
  await other.ended;
  expect(turns).toBeGreaterThan(10);
  expect(await names(database)).toEqual(["a"]);
});

test("When the lock does not come free in time the answer is busy, nothing is saved, and the next write works.", async () => {
  const database = open({ patience: 100 });
  const other = await lockedElsewhere(1200);
  const errors = await Promise.all([
    refusal(database.write((tx) => add(tx, "a"))),
    refusal(database.write((tx) => add(tx, "b"))),
  ]);
  for (const error of errors) {
    expect(error.code).toBe("busy");
    expect(problemDetails(error, "r")).toMatchObject({ status: 503, retryAfter: 2 });
  }
  await other.ended;
  await database.write((tx) => add(tx, "c"));
  expect(await names(database)).toEqual(["c"]);
});

test("A writer that waits behind a slow one in the same process is told so, and the queue goes on.", async () => {
  const database = open({ patience: 100 });
  const slow = database.write(async (tx) => {
    await sleep(1500);
    await add(tx, "slow");
  });
  expect((await refusal(database.write((tx) => add(tx, "late")))).code).toBe("busy");
  await slow;
  await database.write((tx) => add(tx, "next"));
  expect(await names(database)).toEqual(["next", "slow"]);
});

test("A transaction that takes too long is undone, and the next one works.", async () => {
  const database = open({ longest: 100 });
  const error = await refusal(
    database.write(async (tx) => {
      await add(tx, "a");
      await sleep(400);
      await add(tx, "b");
    }),
  );
  expect(error.code).toBe("busy");
  expect(error.message).toContain("took too long");
  await database.write((tx) => add(tx, "c"));
  expect(await names(database)).toEqual(["c"]);
});

test("A commit that fails saves nothing and leaves the writer free.", async () => {
  const database = open();
  await expect(
    database.write(async (tx) => {
      await tx.$executeRawUnsafe("PRAGMA defer_foreign_keys = ON");
      await tx.signIn.createMany({
        data: [
          {
            id: newId(),
            createdAt: new Date(),
            userId: "nobody",
            userAgent: "",
            lastSeenAt: new Date(),
            expiresAt: new Date(),
          },
        ],
      });
    }),
  ).rejects.toThrow();
  await database.write((tx) => add(tx, "next"));
  expect(await names(database)).toEqual(["next"]);
  expect(await database.reader.signIn.count()).toBe(0);
});

test("A full disk is a refusal that says so; what was there stays and writing goes on when there is room.", async () => {
  const database = open();
  await database.write((tx) => add(tx, "before"));
  const limit = (pages: number) => database.write((tx) => tx.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`));
  const [{ page_count: pages } = { page_count: 0 }] =
    await database.reader.$queryRawUnsafe<{ page_count: number }[]>("PRAGMA page_count");
  await limit(Number(pages) + 2);
  const error = await refusal(
    database.write(async (tx) => {
      await add(tx, "small");
      await add(tx, "big", "x".repeat(200_000));
    }),
  );
  expect(error.code).toBe("database");
  expect(error.message).toContain("The disk is full");
  expect(await names(database)).toEqual(["before"]);
  await limit(1_000_000);
  await database.write((tx) => add(tx, "big", "x".repeat(200_000)));
  expect(await names(database)).toEqual(["before", "big"]);
});

test("Listeners hear of writes of this process and of others, and no longer once they stopped.", async () => {
  const [database, other] = [open(), open()];
  let heard = 0;
  const stop = database.onEvents(() => heard++);
  const hears = async (write: () => Promise<unknown>) => {
    const before = heard;
    await write();
    await expect.poll(() => heard, { timeout: 5000 }).toBeGreaterThan(before);
  };
  await hears(() => database.write((tx) => add(tx, "own")));
  await hears(() => other.write((tx) => add(tx, "other")));
  const native = new BetterSqlite3(sqlitePath(url));
  await hears(async () => native.exec(`INSERT INTO "Setting" VALUES ('native', 1, '1')`));
  native.close();
  stop();
  await sleep(200);
  const before = heard;
  await other.write((tx) => add(tx, "unheard"));
  await sleep(400);
  expect(heard).toBe(before);
});
