import type { Actor } from "#lib/core/actor";
import { loadConfig } from "#lib/core/config";
import { type Context, createContext } from "#lib/core/context";
import { createLogger } from "#lib/core/log";
import { instanceDatabase } from "#lib/db/instance";

const LOG = Symbol.for("turbo.door-log");
const shared = globalThis as { [LOG]?: ReturnType<typeof createLogger> };

/** The log of the doors, made once in a process: bundlers load this module several times. */
export function doorLog(): ReturnType<typeof createLogger> {
  shared[LOG] ??= createLogger(loadConfig().log.level);
  return shared[LOG];
}

interface Asked {
  requestId?: string;
  idempotencyKey?: string | null;
}

/** What a door hands to `run` for one request of `actor`. */
export function doorContext(actor: Actor, asked: Asked = {}): Context {
  return createContext({ actor, database: instanceDatabase(), log: doorLog(), ...asked });
}
