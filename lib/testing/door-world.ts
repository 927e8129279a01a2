import { makeApiKey } from "#lib/core/api-key";
import { readConfig, settleConfig } from "#lib/core/config";
import { newId } from "#lib/core/ids";
import type { ConnectOptions } from "#lib/db/connect-options";
import { closeInstanceDatabase } from "#lib/db/instance";
import { type Engine, makeWorld, type World } from "./world.ts";

export interface KeyOptions {
  scope?: "read" | "write" | "admin";
  kind?: "person" | "script" | "agent";
  name?: string;
  projectIds?: string[];
  expiresAt?: Date;
  revokedAt?: Date;
}

export interface Asked {
  key?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A world whose database is this process's own, so that a `Request` can go in at any door. */
export interface DoorWorld extends World {
  origin: string;
  /** The secret of a new key of the owner's, and its row's id. */
  makeKey(options?: KeyOptions): Promise<{ id: string; secret: string }>;
  /** A request to this instance; an object as body goes as JSON. */
  request(method: string, path: string, asked?: Asked): Request;
}

/** `env` is read on top of what makes a quiet instance bound to loopback; with `options` the database is a new one. */
export async function makeDoorWorld(
  engine: Engine,
  port: number,
  env: Record<string, string> = {},
  options: Partial<ConnectOptions> = {},
): Promise<DoorWorld> {
  await closeInstanceDatabase();
  const world = await makeWorld(engine, options);
  const settings = {
    DATABASE_URL: world.url,
    TURBO_BOUND: "loopback",
    TURBO_PORT: String(port),
    TURBO_LOG_LEVEL: "silent",
    TURBO_LOG_FILE: "none",
    TURBO_SECRET_KEY: "only tests know this secret of theirs",
    TURBO_DATABASE_DURABILITY: "normal",
    ...env,
  };
  settleConfig(readConfig({ cwd: "/", env: settings }).config);
  const origin = `http://127.0.0.1:${port}`;
  const { secret } = await makeKey(world);
  return {
    ...world,
    origin,
    makeKey: (options) => makeKey(world, options),
    request(method, path, { key = secret, body, headers = {}, signal } = {}) {
      const json = body !== undefined && typeof body !== "string";
      return new Request(origin + path, {
        method,
        ...(signal ? { signal } : {}),
        headers: {
          host: new URL(origin).host,
          ...(key === null ? {} : { "x-api-key": key }),
          ...(json ? { "content-type": "application/json" } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : body }),
      });
    },
    async close() {
      await closeInstanceDatabase();
      await world.close();
    },
  };
}

async function makeKey(world: World, options: KeyOptions = {}): Promise<{ id: string; secret: string }> {
  const { scope = "write", kind = "agent", name = "test key", ...rest } = options;
  const { secret, prefix, hash } = makeApiKey();
  const now = new Date();
  const row = {
    id: newId(),
    createdAt: now,
    updatedAt: now,
    userId: world.owner.user.id,
    name,
    kind,
    scope,
    prefix,
    hash,
  };
  await world.database.write((tx) => tx.apiKey.createMany({ data: [{ ...row, ...rest }] }));
  return { id: row.id, secret };
}
