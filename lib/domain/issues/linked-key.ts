import type { LinkKind } from "./schema.ts";

/** The kind of a link in an event, as its issue sees it, and the key of the other end; `turned` where it begins there. */
export function linkedKey(field: string, element: unknown): { kind: LinkKind; key: string; turned: boolean } {
  if (field === "blockedBy") return { kind: "blocked_by", key: String(element), turned: false };
  const { kind, issue, turned } = element as { kind: LinkKind; issue: string; turned?: boolean };
  return { kind, key: issue, turned: turned === true };
}
