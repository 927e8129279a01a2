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

/** The address a request came from, as the nearest proxy (or the server itself) wrote it down. */
export function addressOf(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
