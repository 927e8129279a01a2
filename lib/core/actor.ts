export const SCOPES = ["read", "write", "admin"] as const;
/** What a key may do; each scope holds the ones before it. */
export type Scope = (typeof SCOPES)[number];

export type Door = "web" | "rest" | "mcp" | "cli" | "job";

export const ROLES = ["owner", "admin", "member", "viewer"] as const;
/** What a person may do: `scopeOf` says how far each reaches. */
export type Role = (typeof ROLES)[number];

/** Who asks, through which door, and with which key, client and session. */
export interface Actor {
  user: {
    id: string;
    handle: string;
    name: string;
    role: Role;
    system: boolean;
    /** Is of some projects only, with all of their keys. */
    isLimited?: boolean;
  };
  key: {
    id: string;
    name: string;
    kind: "person" | "script" | "agent";
    /** Some session of it was stopped: its writes are looked at. */
    hasStops?: boolean;
  } | null;
  scope: Scope;
  /** Ids of the projects that the person and the key are both of; null means every project. */
  projectIds: readonly string[] | null;
  door: Door;
  /** The MCP client's or script's own name, as it said it. */
  client: string | null;
  /** The agent session, as the caller named it. */
  session: string | null;
  /** The browser sign-in this came with. */
  signInId: string | null;
  /** The name and port by which the caller knows this instance. */
  host: string | null;
  /** The time zone of the browser; null for every other caller. */
  timeZone: string | null;
}

/** A person in the browser, with everything that is in it. */
export function personActor(
  user: Actor["user"],
  scope: Scope,
  { signInId = null, projectIds = null }: Partial<Pick<Actor, "signInId" | "projectIds">> = {},
): Actor {
  return {
    user,
    key: null,
    scope,
    projectIds,
    door: "web",
    client: null,
    session: null,
    signInId,
    host: null,
    timeZone: null,
  };
}

/** Turbo itself, at work that nobody asked for. */
export const TURBO_ITSELF: Actor = {
  ...personActor({ id: "", handle: "turbo", name: "Turbo", role: "owner", system: true }, "admin"),
  door: "job",
};

export function hasScope(actor: Actor, wanted: Scope): boolean {
  return SCOPES.indexOf(actor.scope) >= SCOPES.indexOf(wanted);
}

/** Ids of the projects that a row of a person or a key is limited to; null means every project, anything unreadable none. */
export function projectIdsOf(stored: unknown): string[] | null {
  if (stored === null) return null;
  return Array.isArray(stored) ? stored.filter((id) => typeof id === "string") : [];
}

/** How a refusal names what is limited to some projects, the person's account or the key, and the way past it. */
export function limitOf({ user, key }: Actor): { who: string; way: string } {
  return user.isLimited || !key
    ? { who: "your account", way: "Ask an owner or an admin of this Turbo" }
    : { who: `the key "${key.name}"`, way: "Use a key without that limit" };
}

/** Whether an actor reaches a person's account, keys and sign-ins: a person who is signed in, or a key that may do anything. */
export function reachesAccount({ key, scope, projectIds }: Actor): boolean {
  return key === null || (scope === "admin" && projectIds === null);
}
