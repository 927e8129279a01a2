import { randomBytes } from "node:crypto";
import type { Actor } from "#lib/core/actor";
import { TurboError } from "#lib/core/errors";
import { sessionNamed } from "#lib/core/session-name";

/** A variable that a client left as it stands in its file, since it is not set: each has its own way to write one. */
const UNSET = /^(\$\{[^}]*\}|\{env:[^}]*\}|\$[A-Za-z_]\w*)$/;

/** What the caller says: the client's own name, the session it works in, and the host that it called. */
export function callerOf(headers: Headers): Pick<Actor, "client" | "session" | "host"> {
  const said = headers.get("x-turbo-session")?.trim() ?? "";
  const session = UNSET.test(said) ? null : sessionNamed(said);
  if (session && session.length > 200) {
    throw new TurboError("invalid", `X-Turbo-Session has ${session.length} characters; the limit is 200.`);
  }
  const client = headers.get("x-turbo-client") ?? headers.get("user-agent");
  return { client: client?.trim().slice(0, 200) || null, session, host: headers.get("host")?.toLowerCase() ?? null };
}

const HEADER = Symbol.for("turbo.address-header");
const shared = globalThis as { [HEADER]?: string };

/**
 * The header in which this process hands on where a request came from. Its name is made anew in every process and told to
 * nobody, so that no caller can send it.
 */
export function addressHeader(): string {
  shared[HEADER] ??= `x-turbo-address-${randomBytes(18).toString("hex")}`;
  return shared[HEADER];
}

/** The address a request came from, as this process saw it or a trusted proxy told it. */
export function addressOf(headers: Headers): string {
  return headers.get(addressHeader()) ?? "unknown";
}
