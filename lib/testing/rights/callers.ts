import type { Actor } from "#lib/core/actor";
import { type World, withKey } from "../world.ts";

/** Who asks, in the order of the signs in a row of rights. */
export const CALLERS = [
  "limited read",
  "limited write",
  "limited admin",
  "read",
  "write",
  "admin",
  "agent",
  "member",
  "owner",
] as const;
export type Caller = (typeof CALLERS)[number];

/** What a caller got. `/`: the tool is not listed for it. */
export type Sign = "+" | "-" | "?" | "!" | "/";

/** The signs of a row, three by three: keys limited to projects, keys without a limit, an agent's key and two people. */
export type Signs = string;

export function signOf(signs: Signs, caller: Caller): Sign {
  const all = signs.replaceAll(" ", "");
  if (!/^[-+?!/]{9}$/.test(all)) throw new Error(`"${signs}" is not nine signs`);
  return all[CALLERS.indexOf(caller)] as Sign;
}

/** The callers, whose keys are the owner's; `limit` is the ids of the projects of those that are limited. */
export async function makeCallers(world: World, limit: string[]): Promise<Record<Caller, Actor>> {
  const script = (scope: Actor["scope"], projectIds: string[] | null = null) =>
    withKey(world.owner, { kind: "script", scope, projectIds });
  const callers = {
    "limited read": script("read", limit),
    "limited write": script("write", limit),
    "limited admin": script("admin", limit),
    read: script("read"),
    write: script("write"),
    admin: script("admin"),
    agent: withKey(world.owner),
    member: world.member,
    owner: world.owner,
  };
  for (const actor of Object.values(callers)) await keepKey(world, actor);
  return callers;
}

/** A key's own id, or that of a key which a person has. */
export async function ownKey(world: World, actor: Actor): Promise<string> {
  if (actor.key) return actor.key.id;
  const key = withKey(actor);
  await keepKey(world, key);
  return key.key?.id ?? "";
}

/** The same where only keys come in: people bring one of their own. */
export function withKeys(callers: Record<Caller, Actor>): Record<Caller, Actor> {
  const person = { kind: "person" } as const;
  return {
    ...callers,
    member: withKey(callers.member, person),
    owner: withKey(callers.owner, { ...person, scope: "admin" }),
  };
}

async function keepKey(world: World, { user, key, scope, projectIds }: Actor): Promise<void> {
  if (!key) return;
  const now = new Date();
  const row = { ...key, createdAt: now, updatedAt: now, userId: user.id, scope, prefix: key.id.slice(-14) };
  const limit = projectIds ? { projectIds: [...projectIds] } : {};
  await world.database.write((tx) => tx.apiKey.createMany({ data: [{ ...row, ...limit, hash: key.id }] }));
}
