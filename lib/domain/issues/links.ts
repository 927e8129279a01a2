import { invalidField } from "#lib/core/errors";
import type { StoredIssue } from "./issue-row.ts";
import type { LinkKind } from "./schema.ts";

/** A link as it is stored: from → kind → to. */
export interface StoredLink {
  kind: "blocks" | "relates_to" | "duplicates" | "discovered_from";
  from: StoredIssue;
  to: StoredIssue;
}

/** Turns a link as one end sees it into the stored direction. */
export function storedLink(kind: LinkKind, issue: StoredIssue, other: StoredIssue): StoredLink {
  if (issue.id === other.id) throw invalidField("other", "An issue cannot be linked to itself.");
  switch (kind) {
    case "blocked_by":
      return { kind: "blocks", from: other, to: issue };
    case "duplicated_by":
      return { kind: "duplicates", from: other, to: issue };
    case "led_to":
      return { kind: "discovered_from", from: other, to: issue };
    default:
      return { kind, from: issue, to: other };
  }
}
