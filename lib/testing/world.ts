import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pino from "pino";
import { settleUses } from "#lib/auth/last-use";
import { type Actor, personActor } from "#lib/core/actor";
import { type Context, createContext } from "#lib/core/context";
import { newId } from "#lib/core/ids";
import { connect } from "#lib/db/connect";
import type { ConnectOptions } from "#lib/db/connect-options";
import type { Database } from "#lib/db/database";
import { migrate } from "#lib/db/migrate";
import { emptyDatabase } from "./empty-database.ts";
import { dropDatabase, makeDatabase } from "./postgres.ts";

/** The folder of schema and migrations. */
export const PRISMA = path.resolve(import.meta.dirname, "../../prisma");
/** Set by the test run's global set-up. */
const POSTGRES = process.env.TURBO_TEST_POSTGRES;
const TEMPLATES = process.env.TURBO_TEST_TEMPLATES ?? path.join(tmpdir(), `turbo-templates-${process.ppid}`);

export type Engine = "sqlite" | "postgres";
export const ENGINES: readonly Engine[] = ["sqlite", "postgres"];

/** The engine that operation tests use when they name none: the whole suite runs once per engine. */
export const DEFAULT_ENGINE: Engine = process.env.TURBO_TEST_ENGINE === "postgres" ? "postgres" : "sqlite";

export interface World {
  database: Database;
  url: string;
  /** The workspace's owner. */
  owner: Actor;
  /** A second person. */
  member: Actor;
  /** A fresh context of an actor (the owner where none is named), as a new request has it. */
  as(actor?: Actor, options?: { idempotencyKey?: string }): Context;
  /** SQL statements since the last call. */
  statements(): string[];
  close(): Promise<void>;
}

async function sqliteTemplate(): Promise<string> {
  mkdirSync(TEMPLATES, { recursive: true });
  const template = path.join(TEMPLATES, "template.db");
  if (existsSync(template)) return template;
  const own = path.join(TEMPLATES, `${newId()}.db`);
  await migrate(`file:${own}`, PRISMA);
  renameSync(own, template);
  rmSync(`${own}.migrate`, { force: true });
  return template;
}

/** Address of a fresh, migrated, empty database, and what removes it. */
export async function freshDatabase(
  engine: Engine = DEFAULT_ENGINE,
): Promise<{ url: string; remove(): Promise<void> }> {
  if (engine === "postgres") {
    if (!POSTGRES)
      throw new Error("TURBO_TEST_POSTGRES is not set: run the tests through npm test or vitest's global set-up.");
    const name = `t_${newId().replaceAll("-", "")}`;
    const url = await makeDatabase(POSTGRES, name, "turbo_template");
    return { url, remove: () => dropDatabase(POSTGRES, name) };
  }
  const template = await sqliteTemplate();
  const folder = mkdtempSync(path.join(TEMPLATES, "world-"));
  const file = path.join(folder, "turbo.db");
  copyFileSync(template, file);
  return { url: `file:${file}`, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** A real database with two people in it, as tests start from. */
export async function makeWorld(
  engine: Engine = DEFAULT_ENGINE,
  options: Partial<ConnectOptions> = {},
): Promise<World> {
  const isPlain = Object.keys(options).length === 0;
  const opened = (isPlain && idle[engine].pop()) || (await openDatabase(engine, options));
  return worldIn(opened, async () => {
    if (isPlain) {
      await emptyDatabase(engine, opened.url);
      idle[engine].push(opened);
    } else {
      await opened.database.close();
      await opened.remove();
    }
  });
}

/** The same in a database that is there, migrated and empty; it is left as it is. */
export async function makeWorldAt(url: string): Promise<World> {
  const opened: OpenDatabase = {
    database: connect({ url, poolSize: 5 }),
    url,
    hear: () => undefined,
    remove: async () => undefined,
  };
  return worldIn(opened, () => opened.database.close());
}

async function worldIn(opened: OpenDatabase, close: () => Promise<void>): Promise<World> {
  const { database, url } = opened;
  let statements: string[] = [];
  opened.hear = (sql) => {
    statements.push(sql);
  };
  const now = new Date();
  const [owner, member] = (["ada", "ben"] as const).map((handle, place) => ({
    id: newId(),
    createdAt: now,
    updatedAt: now,
    handle,
    name: handle === "ada" ? "Ada Lindqvist" : "Ben Okafor",
    role: place === 0 ? ("owner" as const) : ("member" as const),
  }));
  if (!owner || !member) throw new Error("unreachable");
  await database.write(async (tx) => {
    await tx.user.createMany({ data: [owner, member] });
  });
  const log = pino({ level: "silent" });
  const ownerActor = personActor({ ...owner, system: false }, "admin");
  return {
    database,
    url,
    owner: ownerActor,
    member: personActor({ ...member, system: false }, "write"),
    as: (actor = ownerActor, extra = {}) => createContext({ actor, database, log, ...extra }),
    statements() {
      const said = statements;
      statements = [];
      return said;
    },
    async close() {
      opened.hear = () => undefined;
      await settleUses();
      await close();
    },
  };
}

interface OpenDatabase {
  database: Database;
  url: string;
  hear(sql: string): void;
  remove(): Promise<void>;
}

/** Databases that a closed world left behind, empty again: to open one takes longer than most tests do. */
const idle: Record<Engine, OpenDatabase[]> = { sqlite: [], postgres: [] };

async function openDatabase(engine: Engine, options: Partial<ConnectOptions>): Promise<OpenDatabase> {
  const { url, remove } = await freshDatabase(engine);
  const onStatement = (sql: string) => opened.hear(sql);
  const database = connect({ url, durability: "normal", poolSize: 5, onStatement, ...options });
  const opened: OpenDatabase = { database, url, hear: () => undefined, remove };
  return opened;
}

/** The same person, asking with a key. */
export function withKey(actor: Actor, key: Partial<Actor> & { kind?: "person" | "script" | "agent" } = {}): Actor {
  const { kind = "agent", ...rest } = key;
  return {
    ...actor,
    key: { id: newId(), name: "test key", kind },
    scope: "write",
    door: "mcp",
    client: "test",
    session: "s-1",
    ...rest,
  };
}
