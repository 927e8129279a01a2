import { once } from "node:events";
import { existsSync, readdirSync, statSync, utimesSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#lib/core/ids";
import { startScript } from "#lib/testing/child";
import { refusal } from "#lib/testing/refusal";
import { ENGINES, makeWorld, type World } from "#lib/testing/world";
import { LEFT_OVER } from "./content-store.ts";
import { sqlitePath } from "./migrate.ts";

async function* of(...chunks: (string | Error)[]): AsyncIterable<Uint8Array> {
  for (const chunk of chunks) {
    if (chunk instanceof Error) throw chunk;
    yield Buffer.from(chunk);
  }
}

describe.each(ENGINES)("%s", (engine) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld(engine);
  });
  afterEach(() => world.close());

  const folder = () => path.join(path.dirname(sqlitePath(world.url)), "uploads");
  /** What lies in the store: hashes, and how much is on its way in. */
  async function held(): Promise<{ hashes: string[]; staged: number }> {
    if (engine === "postgres") {
      const rows = await world.database.reader.attachmentPart.findMany({ distinct: ["hash"], select: { hash: true } });
      const hashes = rows.map(({ hash }) => hash);
      const staged = hashes.filter((hash) => hash.startsWith("staged:"));
      return { hashes: hashes.filter((hash) => !staged.includes(hash)), staged: staged.length };
    }
    if (!existsSync(folder())) return { hashes: [], staged: 0 };
    const staged = readdirSync(path.join(folder(), "staged")).length;
    const folders = readdirSync(folder()).filter((name) => name !== "staged");
    return { hashes: folders.flatMap((name) => readdirSync(path.join(folder(), name))), staged };
  }

  test("Content is only there once the transaction that refers to it is over.", async () => {
    const { contents } = world.database;
    const content = await contents.stage(of("some ", "words"));
    expect(content).toMatchObject({ size: 10, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await held()).toEqual({ hashes: [], staged: 1 });
    const failed = world.database.write(async (tx) => {
      await contents.publish(tx, content);
      throw new Error("refused after all");
    });
    await expect(failed).rejects.toThrow("refused after all");
    await contents.release(content);
    expect(await held()).toEqual({ hashes: [], staged: 0 });
  });

  test("A disk that fills up is a refusal that says so, and leaves nothing.", async () => {
    const full = Object.assign(new Error("ENOSPC: No space left on device"), { code: "ENOSPC" });
    const said = await refusal(world.database.contents.stage(of("x".repeat(600_000), full)));
    expect(said).toMatchObject({ code: "database" });
    expect(said.message).toContain("full. Nothing of this file was kept");
    expect(await held()).toEqual({ hashes: [], staged: 0 });
  });

  test("What a killed process was taking in is never content, and is cleared away after a day.", async () => {
    const child = await startScript("stage-content.ts", [world.url]);
    const gone = once(child.process, "exit");
    child.kill();
    await gone;
    expect(await held()).toEqual({ hashes: [], staged: 1 });
    await world.database.contents.release(await world.database.contents.stage(of("young ones stay")));
    expect(await held()).toEqual({ hashes: [], staged: 1 });
    await makeOld();
    await world.database.contents.release(await world.database.contents.stage(of("old ones go")));
    expect(await held()).toEqual({ hashes: [], staged: 0 });
  });

  async function makeOld(): Promise<void> {
    const at = Date.now() - LEFT_OVER - 60_000;
    if (engine === "postgres") {
      const old = `staged:${newId(at)}`;
      await world.database.write((tx) => tx.attachmentPart.updateMany({ data: { hash: old } }));
      return;
    }
    const staged = path.join(folder(), "staged");
    for (const name of readdirSync(staged)) utimesSync(path.join(staged, name), at / 1000, at / 1000);
  }

  test("Folders are for their owner alone, and so are files.", async () => {
    const content = await world.database.contents.stage(of("private"));
    if (engine === "sqlite") {
      expect(statSync(content.place).mode & 0o777).toBe(0o600);
      expect(statSync(folder()).mode & 0o777).toBe(0o700);
    }
    await world.database.contents.release(content);
  });
});
