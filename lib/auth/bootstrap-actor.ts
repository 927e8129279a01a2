import { createHash, timingSafeEqual } from "node:crypto";
import type { Actor, Door } from "#lib/core/actor";
import type { Config } from "#lib/core/config";
import type { Database } from "#lib/db/database";
import { actorUser, ensureSystemUser } from "./people.ts";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether a key is the deployment's TURBO_API_KEY, which counts only where Turbo is bound wide. */
export function isBootstrapKey(config: Pick<Config, "bound" | "bootstrapKey">, key: string): boolean {
  if (config.bound !== "wide" || !config.bootstrapKey) return false;
  return timingSafeEqual(digest(key), digest(config.bootstrapKey));
}

/** The system user with admin scope. */
export async function bootstrapActor(
  database: Database,
  door: Door,
  caller: Pick<Actor, "client" | "session" | "host">,
): Promise<Actor> {
  return {
    user: actorUser(await ensureSystemUser(database)),
    key: { id: "TURBO_API_KEY", name: "TURBO_API_KEY", kind: "script" },
    scope: "admin",
    projectIds: null,
    door,
    ...caller,
    signInId: null,
    timeZone: null,
  };
}
