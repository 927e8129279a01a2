import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Secret, TOTP } from "otpauth";
import pino from "pino";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { checkPassword } from "#lib/auth/check-password";
import { CODE_WANTED, checkSecondFactor } from "#lib/auth/check-second-factor";
import { keyActor } from "#lib/auth/key-actor";
import { signInByPasskey } from "#lib/auth/sign-in-by-passkey";
import { personActor } from "#lib/core/actor";
import { createContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { makeOneTimeToken } from "#lib/core/one-time-token";
import { run } from "#lib/core/operation";
import { signInThrottle } from "#lib/core/throttle";
import { connect } from "#lib/db/connect";
import type { Database } from "#lib/db/database";
import { sqlitePath } from "#lib/db/migrate";
import { openSnapshot } from "#lib/db/portable/open";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { startScript } from "#lib/testing/child";
import { attachFile, type FullWorld, fillWorld, PASSKEY_PLACE } from "#lib/testing/full-world";
import { refusal } from "#lib/testing/refusal";
import { searchContents } from "#lib/testing/search-contents";
import { ENGINES, type Engine, freshDatabase, makeWorld, PRISMA, type World } from "#lib/testing/world";
import { copyDatabase } from "./copy-database.ts";
import { fillDatabase } from "./fill-database.ts";

const quiet = () => undefined;
const copy = (from: string, to: string, replace = false) =>
  copyDatabase({ from, to, replace, prismaFolder: PRISMA }, quiet);
const otherThan = (engine: Engine): Engine => (engine === "sqlite" ? "postgres" : "sqlite");

/** A full world of each engine, which no test changes. */
const full = {} as Record<Engine, FullWorld & { world: World }>;
beforeAll(async () => {
  for (const engine of ENGINES) {
    const made = await makeWorld(engine);
    full[engine] = { world: made, ...(await fillWorld(made)) };
  }
  return async () => {
    for (const engine of ENGINES) await full[engine].world.close();
  };
}, 180_000);

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});

/** Address of a database without rows. */
async function empty(engine: Engine): Promise<string> {
  const { url, remove } = await freshDatabase(engine);
  removals.push(remove);
  return url;
}

async function world(engine: Engine): Promise<World> {
  const made = await makeWorld(engine);
  removals.push(() => made.close());
  return made;
}

function connected(url: string): Database {
  const database = connect({ url });
  removals.unshift(() => database.close());
  return database;
}

/** An open world on a database that was copied to. */
async function opened(url: string): Promise<World> {
  const database = connected(url);
  const found = await database.reader.user.findFirstOrThrow({ where: { handle: "ada" } });
  const owner = personActor(found, "admin");
  const log = pino({ level: "silent" });
  return {
    ...{ database, url, owner, member: owner, statements: () => [], close: () => database.close() },
    as: (actor = owner, extra = {}) => createContext({ actor, database, log, ...extra }),
  };
}

async function rowsOf(url: string): Promise<Record<string, number>> {
  const source = await openSnapshot(url);
  const counts: Record<string, number> = {};
  for (const { name } of source.tables) {
    counts[name] = 0;
    for await (const _ of source.rows(name)) counts[name]++;
  }
  await source.close();
  return Object.fromEntries(Object.entries(counts).filter(([, many]) => many > 0));
}

test.each(ENGINES)(
  "A full world from %s to the other engine and back: every table has rows, and the same hash in all three",
  async (engine) => {
    const { world: source, ...kept } = full[engine];
    const [there, back] = [await empty(otherThan(engine)), await empty(engine)];
    const first = await copy(source.url, there);
    expect(first.tables.filter(({ rows }) => rows === 0).map(({ table }) => table)).toEqual([]);
    expect(first.files).toEqual({ count: 1, bytes: kept.bytes.byteLength });
    expect(await copy(there, back)).toEqual(first);
    expect(await rowsOf(back)).toEqual(await rowsOf(source.url));

    const events = async (at: World) =>
      (await at.database.reader.event.aggregate({ _max: { number: true } }))._max.number;
    const last = await source.database.reader.project.findUniqueOrThrow({ where: { key: "MAIN" } });
    for (const url of [there, back]) {
      const copied = await opened(url);
      const { database } = copied;
      const actor = await keyActor(database, kept.secret, "rest", { client: null, session: null, host: null });
      expect(actor).toMatchObject({ scope: "write", user: { handle: "ada" } });
      const credentials = { name: "ada@example.org", password: kept.password, address: "127.0.0.1" };
      const userId = source.owner.user.id;
      expect((await checkPassword(database, signInThrottle(), credentials)).id).toBe(userId);
      const code = TOTP.generate({ secret: Secret.fromBase32(kept.appSecret) });
      const factor = { userId, address: "127.0.0.1" };
      await expect(checkSecondFactor(database, signInThrottle(), { ...factor, code: "" })).rejects.toThrow(CODE_WANTED);
      await checkSecondFactor(database, signInThrottle(), { ...factor, code });
      const answer = kept.passkey.used(await makeOneTimeToken(database, "passkey"), PASSKEY_PLACE);
      expect(await signInByPasskey(database, PASSKEY_PLACE, answer)).toBe(userId);
      const chunks: Uint8Array[] = [];
      for await (const chunk of database.contents.read(kept.hash, 0, kept.bytes.byteLength - 1)) chunks.push(chunk);
      expect(Buffer.concat(chunks).equals(kept.bytes)).toBe(true);
      if (url === back) expect(await searchContents(copied)).toEqual(await searchContents(source));

      const next = await run(createIssue, copied.as(), { project: "MAIN", title: "After the move" });
      expect(next.key).toBe(`MAIN-${last.lastIssueNumber + 1}`);
      expect(await events(copied)).toBe(((await events(source)) ?? 0) + 1);
      const query = { text: "after the move", order: "newest", limit: 5, offset: 0 } as const;
      expect((await database.search.find(database.reader, query)).map(({ subject }) => subject)).toEqual([next.id]);
    }
  },
);

test("Both engines have the same tables with the same columns, and nothing takes part in one of them only.", async () => {
  const shapes = [];
  for (const engine of ENGINES) {
    const source = await openSnapshot(await empty(engine));
    shapes.push(
      source.tables.map(({ columns, ...table }) => ({
        ...table,
        columns: columns.map(({ name, kind }) => [name, kind]),
      })),
    );
    await source.close();
  }
  expect(shapes[0]?.length).toBeGreaterThan(30);
  expect(shapes[1]).toEqual(shapes[0]);
});

test("What PostgreSQL checks between tables is the same after a copy as before.", async () => {
  const [from, to] = [await world("sqlite"), await empty("postgres")];
  const { reader } = connected(to);
  const constraints = () =>
    reader.$queryRawUnsafe<object[]>(
      `SELECT conrelid::regclass::text AS "table", conname::text AS "name", pg_get_constraintdef(oid) AS "definition", convalidated
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`,
    );
  const before = await constraints();
  await copy(from.url, to);
  expect(before.length).toBeGreaterThan(40);
  expect(await constraints()).toEqual(before);
});

test("Odd values come over as they are, both ways.", async () => {
  const from = await world("sqlite");
  const values: unknown[] = [
    null,
    "text",
    3,
    true,
    [],
    {},
    JSON.parse('{"__proto__":{"b":1,"a":2},"10":1,"9":2}'),
    [[[{ z: null, a: [0, -0, 1e21, 1.5e-300, Number.MAX_SAFE_INTEGER, -1.7976931348623157e308, 5e-324] }]]],
    "\u2028\u2029\u0085\t\r\n\u0001\u001f\u007f\uFEFF\\u0000 \\ \\\\u0000 \" ' 🙂 e\u0301 é",
  ];
  const at = new Date("1970-01-01T00:00:00.001Z");
  const stamp = { createdAt: at, updatedAt: new Date("9999-12-31T23:59:59.999Z") };
  const long = `${"ä🙂\\".repeat(700_000)}\u0001`;
  await from.database.write(async (tx) => {
    await tx.setting.createMany({ data: values.map((_, n) => ({ name: `odd ${n}`, updatedAt: at, value: 0 })) });
    for (const [n, value] of values.entries())
      await tx.$executeRawUnsafe(
        `UPDATE "Setting" SET "value" = ? WHERE "name" = ?`,
        JSON.stringify(value),
        `odd ${n}`,
      );
    const project = { id: newId(), ...stamp, key: "ODD", name: "\\x41", nameFold: "", description: long };
    await tx.project.createMany({
      data: [{ ...project, queueWeight: -2_147_483_648, lastIssueNumber: 2_147_483_647 }],
    });
    const issue = { title: "", titleFold: "", projectId: project.id, rank: "a", ...stamp };
    const numbers = [0.1, -1e-7, 12345678.125, 1.5e300, null];
    await tx.issue.createMany({
      data: numbers.map((estimate, n) => ({ ...issue, id: newId(), number: n, estimate, pin: estimate })),
    });
    await tx.longText.createMany({ data: [{ hash: "h", createdAt: at, length: 0, body: Buffer.alloc(0) }] });
    await tx.longText.createMany({ data: [{ hash: "i", createdAt: at, length: 3, body: randomBytes(100_000) }] });
  });
  const [there, back] = [await empty("postgres"), await empty("sqlite")];
  const first = await copy(from.url, there);
  expect(await copy(there, back)).toEqual(first);
  expect(first.tables.find(({ table }) => table === "Setting")?.rows).toBe(values.length);
  const copied = await opened(back);
  expect((await copied.database.reader.project.findFirstOrThrow()).description).toBe(long);
  const settings = await copied.database.reader.setting.findMany({ where: { name: { startsWith: "odd" } } });
  const byPlace = settings.sort((one, other) => Number(one.name.slice(4)) - Number(other.name.slice(4)));
  expect(JSON.stringify(byPlace.map(({ value }) => value))).toBe(JSON.stringify(values.map(sorted)));
});

/** The same with the names of objects in order, as it comes over. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

test.each([
  ["NUL", "a\u0000b"],
  ["half a character", '["\\ud83d"]'],
])("A text that PostgreSQL does not take is named before anything stays of the rest: %s", async (_, text) => {
  const from = await world("sqlite");
  const id = newId();
  await from.database.write(async (tx) => {
    const at = new Date();
    await tx.project.createMany({ data: [{ id, createdAt: at, updatedAt: at, key: "NUL", name: "N", nameFold: "n" }] });
    if (text.startsWith("[")) await tx.$executeRawUnsafe(`UPDATE "User" SET "inboxOff" = ?`, text);
    else await tx.$executeRawUnsafe(`UPDATE "Project" SET "description" = ?`, text);
  });
  const to = await empty("postgres");
  const error = await refusal(copy(from.url, to));
  expect(error).toMatchObject({ code: "refused", message: expect.stringContaining("PostgreSQL does not take") });
  expect(error.message).toContain(text.startsWith("[") ? "User " : `Project ${id}`);
  expect(await rowsOf(to)).toEqual({});
  // SQLite takes both.
  expect((await copy(from.url, await empty("sqlite"))).tables.find(({ table }) => table === "Project")?.rows).toBe(1);
});

describe.each(ENGINES)("On %s", (engine) => {
  test("a target that holds something is refused with what it holds, and replaced when that is asked for", async () => {
    const [from, to] = [await world(otherThan(engine)), await world(engine)];
    await run(createProject, from.as(), { name: "New", key: "NEW" });
    await run(createProject, to.as(), { name: "Old", key: "OLD" });
    const before = await rowsOf(to.url);
    const error = await refusal(copy(from.url, to.url));
    expect(error.code).toBe("refused");
    expect(error.message).toContain("it holds 2 people and 1 project (OLD). Nothing was changed.");
    expect(await rowsOf(to.url)).toEqual(before);
    await copy(from.url, to.url, true);
    expect((await to.database.reader.project.findMany()).map(({ key }) => key)).toEqual(["NEW"]);
    expect(await searchContents(to)).not.toContain("old");
  });

  test("a database is not copied to itself", async () => {
    const both = await world(engine);
    const error = await refusal(copy(both.url, both.url, true));
    expect(error.message).toContain("the source itself");
    expect(Object.keys(await rowsOf(both.url))).toContain("User");
  });

  test("what is written while it is copied is not in the copy, and the source takes it", async () => {
    const [from, to] = [await world(engine), await empty(otherThan(engine))];
    await run(createProject, from.as(), { name: "Early", key: "EARLY" });
    const source = await openSnapshot(from.url);
    await run(createProject, from.as(), { name: "Late", key: "LATE" });
    await fillDatabase(to, source, { replace: false, progress: quiet });
    await source.close();
    const copied = await opened(to);
    expect((await copied.database.reader.project.findMany()).map(({ key }) => key)).toEqual(["EARLY"]);
    expect(await copied.database.reader.event.count()).toBe(1);
  });

  test("a source that breaks off leaves the target as it was, its files too", async () => {
    const [from, to] = [full[otherThan(engine)].world, await empty(engine)];
    const source = await openSnapshot(from.url);
    const breaking = {
      ...source,
      counters: () => Promise.reject(new Error("the cable was pulled")),
    };
    const error = await refusal(fillDatabase(to, breaking, { replace: false, progress: quiet }));
    await source.close();
    expect(error.message).toContain("the cable was pulled. The target is as it was before.");
    expect(await rowsOf(to)).toEqual({});
    expect(await filesOf(to)).toEqual([]);
    await copy(from.url, to);
    expect(await filesOf(to)).toHaveLength(1);
  });

  test("a copy that is killed leaves a target that the next one fills", async () => {
    const [from, to] = [full[otherThan(engine)].world, await empty(engine)];
    const child = await startScript("copy-slowly.ts", [from.url, to]);
    const gone = once(child.process, "exit");
    child.kill();
    await gone;
    await expect.poll(() => rowsOf(to), { timeout: 10_000 }).toEqual({});
    const copied = await copy(from.url, to);
    expect(await rowsOf(to)).toEqual(Object.fromEntries(copied.tables.map(({ table, rows }) => [table, rows])));
  });

  test("content that is damaged or missing where it comes from is named, and nothing of it is kept", async () => {
    const [from, to] = [await world(engine), await empty(otherThan(engine))];
    await run(createProject, from.as(), { name: "Files", key: "FILES" });
    await run(createIssue, from.as(), { project: "FILES", title: "With a file" });
    const hash = await attachFile(from, "FILES-1", Buffer.from("the bytes of a file"));
    if (engine === "sqlite") {
      const file = path.join(path.dirname(sqlitePath(from.url)), "uploads", hash.slice(0, 2), hash);
      writeFileSync(file, "other bytes");
    } else {
      await from.database.write((tx) =>
        tx.attachmentPart.updateMany({ where: { place: 0 }, data: { body: Buffer.from("x") } }),
      );
    }
    const damaged = await copy(from.url, to);
    expect(damaged).toMatchObject({ missing: [hash], files: { count: 0, bytes: 0 } });
    expect(await filesOf(to)).toEqual([]);
    if (engine === "sqlite") rmSync(path.join(path.dirname(sqlitePath(from.url)), "uploads"), { recursive: true });
    else await from.database.write((tx) => tx.attachmentPart.deleteMany());
    expect(await copy(from.url, to, true)).toMatchObject({ missing: [hash] });
  });
});

/** The contents that a database keeps. */
async function filesOf(url: string): Promise<string[]> {
  if (!url.startsWith("file:")) {
    return (await connected(url).reader.attachmentPart.findMany({ distinct: ["hash"] })).map(({ hash }) => hash);
  }
  const uploads = path.join(path.dirname(sqlitePath(url)), "uploads");
  if (!existsSync(uploads)) return [];
  return readdirSync(uploads, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(path.join(uploads, name)).isFile(),
  );
}

test("A file that is not there yet is made, for its owner alone; a source that is not there is not found.", async () => {
  const from = await world("postgres");
  const folder = path.dirname(sqlitePath(await empty("sqlite")));
  const to = `file:${path.join(folder, "new", "turbo.db")}`;
  await copy(from.url, to);
  expect(await rowsOf(to)).toEqual({ User: 2 });
  expect(statSync(sqlitePath(to)).mode & 0o777).toBe(0o600);
  const nowhere = `file:${path.join(folder, "nowhere.db")}`;
  expect(await refusal(copy(nowhere, to))).toMatchObject({ code: "not_found" });
  expect(existsSync(sqlitePath(nowhere))).toBe(false);
});
