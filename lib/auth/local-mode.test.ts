import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hashApiKey } from "#lib/core/api-key";
import { isOneTimeToken } from "#lib/core/one-time-token";
import { connect } from "#lib/db/connect";
import type { Database } from "#lib/db/database";
import { ENGINES, freshDatabase, makeWorld } from "#lib/testing/world";
import { ensureLocalKey, ensureLocalOwner, makeEnterToken, makeSetupCode } from "./local-mode.ts";

describe.each(ENGINES)("on %s", (engine) => {
  let database: Database;
  let remove: () => Promise<void>;
  let folder: string;

  beforeEach(async () => {
    const fresh = await freshDatabase(engine);
    database = connect({ url: fresh.url, durability: "normal", poolSize: 5 });
    remove = fresh.remove;
    folder = await mkdtemp(path.join(tmpdir(), "turbo-local-"));
  });
  afterEach(async () => {
    await database.close();
    await remove();
    await rm(folder, { recursive: true });
  });

  const rowOf = (key: string) => database.reader.apiKey.findUnique({ where: { hash: hashApiKey(key) } });

  test("an empty database gets one owner without a password, however many ask at once", async () => {
    const owners = await Promise.all([1, 2, 3, 4].map(() => ensureLocalOwner(database)));
    expect(new Set(owners.map((owner) => owner.id)).size).toBe(1);
    const users = await database.reader.user.findMany();
    expect(users).toHaveLength(1);
    expect(users[0]).toMatchObject({ handle: "owner", role: "owner", system: false, passwordHash: null });
  });

  test("an owner who is there already stays the owner", async () => {
    const world = await makeWorld(engine);
    expect((await ensureLocalOwner(world.database)).id).toBe(world.owner.user.id);
    await world.close();
  });

  test("the tokens it makes are for what they say", async () => {
    expect(await isOneTimeToken(database, "enter", await makeEnterToken(database))).toBe(true);
    expect(await isOneTimeToken(database, "setup", await makeSetupCode(database))).toBe(true);
  });

  test("the local key lies in a file that only its owner reads, and is kept from start to start", async () => {
    const file = path.join(folder, "deep", "agent.key");
    const key = await ensureLocalKey(database, file);
    expect((await readFile(file, "utf8")).trim()).toBe(key);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
    expect(await ensureLocalKey(database, file)).toBe(key);
    expect(await rowOf(key)).toMatchObject({
      kind: "agent",
      scope: "write",
      userId: (await ensureLocalOwner(database)).id,
    });
    expect(await database.reader.apiKey.count()).toBe(1);
  });

  test("the command line's key does what the owner may", async () => {
    const key = await ensureLocalKey(database, path.join(folder, "cli.key"), "script");
    expect(await rowOf(key)).toMatchObject({ kind: "script", scope: "admin" });
  });

  test("the local key is made again when its file is damaged, or it was revoked, expired or is of another database", async () => {
    const file = path.join(folder, "agent.key");
    const first = await ensureLocalKey(database, file);
    await writeFile(file, first.slice(0, 20));
    const second = await ensureLocalKey(database, file);
    expect(second).not.toBe(first);

    await database.write((tx) => tx.apiKey.updateMany({ data: { revokedAt: new Date() } }));
    const third = await ensureLocalKey(database, file);
    expect(third).not.toBe(second);

    await database.write((tx) => tx.apiKey.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } }));
    const fourth = await ensureLocalKey(database, file);
    expect(fourth).not.toBe(third);

    await database.write((tx) => tx.apiKey.deleteMany());
    const fifth = await ensureLocalKey(database, file);
    expect(fifth).not.toBe(fourth);
    expect(await rowOf(fifth)).not.toBeNull();
  });
});
