import type { Session } from "#lib/domain/sessions/schema";

/** A session in words: by its name, or as what its key writes under none. */
export function wordsOf({ session, key }: Pick<Session, "session" | "key">): string {
  return session === null ? `what ${key} writes without a session` : `session ${session}`;
}

/** Where a session is told to do something. */
export function sessionPath({ session }: Pick<Session, "session">, what: "stop" | "resume"): string {
  return `/sessions/${encodeURIComponent(session ?? "none")}/${what}`;
}
