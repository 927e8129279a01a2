import { randomBytes } from "node:crypto";
import { TurboError } from "#lib/core/errors";

/** What the caller says of itself: the client's own name and the session it works in. */
export function callerOf(headers: Headers): { client: string | null; session: string | null } {
  const session = headers.get("x-turbo-session")?.trim() || null;
  if (session && session.length > 200) {
    throw new TurboError("invalid", `X-Turbo-Session has ${session.length} characters; the limit is 200.`);
  }
  const client = headers.get("x-turbo-client") ?? headers.get("user-agent");
  return { client: client?.trim().slice(0, 200) || null, session };
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
