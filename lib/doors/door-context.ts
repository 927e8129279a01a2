import type { Actor } from "#lib/core/actor";
import { type Context, createContext } from "#lib/core/context";
import { processLog } from "#lib/core/process-log";
import { instanceDatabase } from "#lib/db/instance";

/** The log of the doors, which is that of the process. */
export function doorLog(): ReturnType<typeof processLog> {
  return processLog();
}

interface Asked {
  requestId?: string;
  idempotencyKey?: string | null;
}

/** What a door hands to `run` for one request of `actor`. */
export function doorContext(actor: Actor, asked: Asked = {}): Context {
  return createContext({ actor, database: instanceDatabase(), log: doorLog(), ...asked });
}
