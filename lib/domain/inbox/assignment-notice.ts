import type { Notice } from "./notify.ts";

/** Tells somebody that something is theirs now. */
export function assignmentNotice(
  userId: string,
  subject: { kind: "issue" | "initiative"; id: string; projectId?: string | null },
): Notice {
  return { userId, kind: "assignment", subject, sourceId: subject.id, excerpt: "" };
}
