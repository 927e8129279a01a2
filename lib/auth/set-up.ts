import { type Actor, personActor } from "#lib/core/actor";
import type { Config } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { isOneTimeToken, takeOneTimeToken } from "#lib/core/one-time-token";
import type { Throttle } from "#lib/core/throttle";
import type { Database } from "#lib/db/database";
import { bootstrapActor, isBootstrapKey } from "./bootstrap-actor.ts";
import { actorUser, ensureSystemUser } from "./people.ts";

/**
 * Whether the set-up page is open: until an owner can sign in. A passkey of localhost is of no use where others reach Turbo.
 */
export async function isSetUpOpen(database: Database): Promise<boolean> {
  const byPasskey = { passkeys: { some: { place: { not: "localhost" } } } };
  const ways = [{ passwordHash: { not: null } }, { githubAccount: { isNot: null } }, byPasskey];
  const where = { role: "owner", system: false, disabledAt: null, OR: ways } as const;
  return (await database.reader.user.findFirst({ where, select: { id: true } })) === null;
}

/** Who sets Turbo up: proven by TURBO_API_KEY or by the one-time code that the server printed. */
export async function setUpActor(
  {
    database,
    config,
    throttle,
  }: { database: Database; config: Pick<Config, "bound" | "bootstrapKey">; throttle: Throttle },
  code: string,
  address: string,
): Promise<Actor> {
  if (config.bound !== "wide") throw new TurboError("forbidden", "On this machine alone, `turbo open` signs you in.");
  const wait = throttle.wait(address, SET_UP);
  if (wait > 0)
    throw new TurboError("limited", `Too many wrong codes. Wait ${wait} seconds, then try again.`, {
      retryAfter: wait,
    });
  throttle.wrong(address, SET_UP);
  const caller = { client: null, session: null, host: null };
  const given = code.trim();
  const actor = isBootstrapKey(config, given)
    ? await bootstrapActor(database, "web", caller)
    : (await isOneTimeToken(database, "setup", given))
      ? await codeActor(database)
      : null;
  if (!actor) {
    throw new TurboError(
      "unauthenticated",
      "This is neither TURBO_API_KEY nor a code that still works. The server prints a new one when it starts.",
    );
  }
  throttle.right(address, SET_UP);
  return actor;
}

/** Uses the code up, once the owner is made. */
export async function closeSetUp(database: Database, code: string): Promise<void> {
  await takeOneTimeToken(database, "setup", code.trim());
}

/** What the throttle counts set-up tries under; no handle looks like it. */
const SET_UP = "set-up:";

async function codeActor(database: Database): Promise<Actor> {
  return personActor(actorUser(await ensureSystemUser(database)), "admin");
}
