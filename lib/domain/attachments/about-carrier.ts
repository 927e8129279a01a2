import type { Change } from "#lib/core/context";
import type { Carrier } from "./require-carrier.ts";

/** What the events of an attachment are about, so that its subject's activity shows them. */
export function aboutCarrier({ subject, comment }: Carrier): Pick<Change, "key" | "projectId" | "about"> {
  const { kind, id, key, projectId } = subject;
  const about = [{ kind, id }, ...(comment ? [{ kind: "comment", id: comment.id }] : [])];
  return { key, projectId, about };
}
