import type { Session } from "./schema.ts";

/** What `changed` is told of a session: events know it by its key. */
export function sessionSubject({ keyId, key, session }: Session) {
  return { kind: "session", id: keyId, key: session ?? `${key} without a session`, projectId: null };
}
