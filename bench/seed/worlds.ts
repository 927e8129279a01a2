import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { type Actor, personActor } from "#lib/core/actor";
import { CONFIG_KEYS } from "#lib/core/config-keys";
import { type Context, createContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { connect } from "#lib/db/connect";
import type { Database } from "#lib/db/database";
import { migrate, sqlitePath } from "#lib/db/migrate";
import { makeDatabase, startPostgres } from "#lib/testing/postgres";
import { fill } from "./fill.ts";
import { HANDLES } from "./plan.ts";

export type Engine = Database["engine"];

/** An open database with issues in it. */
export interface World {
  engine: Engine;
  size: number;
  url: string;
  database: Database;
  /** A fresh context of the owner, as a new request has it. */
  as(): Context;
  close(): Promise<void>;
}

const PRISMA = path.resolve(import.meta.dirname, "../../prisma");
const folder = mkdtempSync(path.join(tmpdir(), "turbo-bench-"));
const seeds = new Map<string, string>();
const open = new Set<World>();
let server: Awaited<ReturnType<typeof startPostgres>> | null = null;

/** A world of its own with `size` issues: the first one of a kind is filled, the others are copies of it. */
export async function makeWorld(engine: Engine, size: number): Promise<World> {
  const kind = `${engine}_${size}`;
  let seed = seeds.get(kind);
  if (!seed) {
    process.stderr.write(`Filling ${engine} with ${size.toLocaleString("en")} issues.\n`);
    seed = engine === "postgres" ? await emptyPostgres(kind) : `file:${path.join(folder, kind)}.db`;
    await migrate(seed, PRISMA);
    const world = await openWorld(engine, size, seed);
    await fill(world.as, seed, size);
    await world.close();
    seeds.set(kind, seed);
  }
  return openWorld(engine, size, await copyOf(seed, engine));
}

async function emptyPostgres(name: string): Promise<string> {
  server ??= await startPostgres();
  return makeDatabase(server.url, name);
}

async function copyOf(seed: string, engine: Engine): Promise<string> {
  const name = `copy_${newId().replaceAll("-", "")}`;
  if (engine === "postgres") {
    if (!server) throw new Error("unreachable: the seed lies on the server");
    return makeDatabase(server.url, name, new URL(seed).pathname.slice(1));
  }
  const copy = path.join(folder, `${name}.db`);
  copyFileSync(sqlitePath(seed), copy);
  return `file:${copy}`;
}

async function openWorld(engine: Engine, size: number, url: string): Promise<World> {
  const [cacheMb, mmapMb] = [CONFIG_KEYS.cacheMb.value.parse(undefined), CONFIG_KEYS.mmapMb.value.parse(undefined)];
  const database = connect({ url, durability: "full", cacheMb, mmapMb });
  const log = pino({ level: "silent" });
  const actor = await ownerOf(database);
  const world: World = {
    engine,
    size,
    url,
    database,
    as: () => createContext({ actor, database, log }),
    async close() {
      open.delete(world);
      await database.close();
    },
  };
  open.add(world);
  return world;
}

async function ownerOf(database: Database): Promise<Actor> {
  if ((await database.reader.user.count()) === 0) {
    const now = new Date();
    const people = HANDLES.map((handle) => ({ id: newId(), createdAt: now, updatedAt: now, handle, name: handle }));
    await database.write(async (tx) => {
      await tx.user.createMany({ data: people.map((one) => ({ ...one, role: "member" as const })) });
      await tx.user.updateMany({ where: { handle: "ada" }, data: { role: "owner" } });
    });
  }
  const { id, handle, name } = await database.reader.user.findFirstOrThrow({ where: { handle: "ada" } });
  return personActor({ id, handle, name, role: "owner", system: false }, "admin");
}

/** Closes what is open and removes every database of the run. */
export async function removeWorlds(): Promise<void> {
  for (const world of open) await world.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}
