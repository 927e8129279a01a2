import { scopeOf } from "#lib/auth/people";
import { type Actor, personActor, type Role } from "#lib/core/actor";
import { newId } from "#lib/core/ids";
import type { Operation } from "#lib/core/operation";
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

/** People of the other roles, who are signed in; `limited member` is of the projects that the limited keys are for. */
export const PEOPLE = ["viewer", "limited member", "admin person"] as const;
export type Person = (typeof PEOPLE)[number];

/** What a caller got. `/`: the tool is not listed for it. */
export type Sign = "+" | "-" | "?" | "!" | "/";

/** The signs of a row, three by three: keys limited to projects, keys without a limit, an agent's key and two people. */
export type Signs = string;

export function signOf(signs: Signs, caller: Caller): Sign {
  const all = signs.replaceAll(" ", "");
  if (!/^[-+?!/]{9}$/.test(all)) throw new Error(`"${signs}" is not nine signs`);
  return all[CALLERS.indexOf(caller)] as Sign;
}

/** What only an owner may: rows that make or change one, or touch the keys and sign-ins of one. */
const OF_OWNERS = [
  "users.create, as an owner",
  "users.invite, as an owner",
  "users.update, to an owner",
  "users.update, of an owner",
  "users.reset_link, of an owner",
  "users.disable, of an owner",
  "users.enable, of an owner",
  "users.remove_second_factor, of an owner",
  "keys.rotate",
  "keys.revoke",
  "sign_ins.revoke",
];
/** An item of the owner's inbox. */
const OF_ONE = ["inbox.mark", "inbox.snooze"];

/** What a person gets by a row, which follows from the signs of others and from what the roles are. */
export function signOfPerson(name: string, signs: Signs, person: Person, { access, reach }: Operation): Sign {
  const [member, owner] = [signOf(signs, "member"), signOf(signs, "owner")];
  if (person === "admin person") return OF_OWNERS.includes(name) ? "-" : OF_ONE.includes(name) ? "?" : owner;
  const own = reach === "account" || reach === "self";
  if (person === "viewer") return access === "read" || own ? member : "-";
  const limit = signOf(signs, "limited write");
  return !own && signOf(signs, "write") === "+" && limit !== "+" ? limit : member;
}

/** The people of the other roles. */
export async function makePeople(world: World, limit: string[]): Promise<Record<Person, Actor>> {
  return {
    viewer: await makePerson(world, "viewer"),
    "limited member": await makePerson(world, "member", limit),
    "admin person": await makePerson(world, "admin"),
  };
}

async function makePerson(world: World, role: Role, projectIds: string[] | null = null): Promise<Actor> {
  const id = newId();
  const own = { id, handle: `${role}-${id.slice(-4)}`, name: `A ${role}`, role };
  const now = new Date();
  const limit = projectIds ? { projectIds } : {};
  await world.database.write((tx) =>
    tx.user.createMany({ data: [{ ...own, ...limit, createdAt: now, updatedAt: now }] }),
  );
  const user = { ...own, system: false, ...(projectIds ? { isLimited: true } : {}) };
  return personActor(user, scopeOf(role), { projectIds });
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
