import { invalidField } from "#lib/core/errors";

/** What `on`, or its older name `issue`, refers to, and under which name it was given. */
export function onRef({ on, issue }: { on?: string | undefined; issue?: string | undefined }): {
  ref: string;
  path: "on" | "issue";
} {
  if (on !== undefined && issue !== undefined && on !== issue)
    throw invalidField("issue", "Say what it is on once: on, or issue.");
  if (on !== undefined) return { ref: on, path: "on" };
  if (issue !== undefined) return { ref: issue, path: "issue" };
  throw invalidField("on", "Say what it is on: a key like TURBO-12, TURBO-DOC4, TURBO-DEC7, TURBO-MS2, I-3 or TURBO.");
}
