export const SCOPES = ["read", "write", "admin"] as const;
/** What a key may do; each scope holds the ones before it. */
export type Scope = (typeof SCOPES)[number];

export type Door = "web" | "rest" | "mcp" | "cli" | "job";

/** Who asks, through which door, and with which key, client and session. */
export interface Actor {
  user: { id: string; handle: string; name: string; role: "owner" | "member"; system: boolean };
  key: {
    id: string;
    name: string;
    kind: "person" | "script" | "agent";
    /** Some session of it was stopped: its writes are looked at. */
    hasStops?: boolean;
  } | null;
  scope: Scope;
  /** Project ids the key is limited to; null means every project. */
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
export function personActor(user: Actor["user"], scope: Scope, signInId: string | null = null): Actor {
  return {
    user,
    key: null,
    scope,
    projectIds: null,
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

/** Whether an actor reaches a person's account, keys and sign-ins: a person who is signed in, or a key that may do anything. */
export function reachesAccount({ key, scope, projectIds }: Actor): boolean {
  return key === null || (scope === "admin" && projectIds === null);
}
