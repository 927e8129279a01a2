import { z } from "zod";
import { invalidField } from "#lib/core/errors";
import { Ref } from "#lib/core/fields";

/** The fields that say what something is on, for every noun with a key. */
export const ON = {
  on: Ref.optional().describe("Key or id of an issue, initiative, milestone, decision, document or project."),
  issue: Ref.optional().describe("The same for an issue."),
};

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

/** Something with a key, as a chip shows it. */
export const SubjectChip = z.object({
  kind: z.enum(["project", "issue", "initiative", "milestone", "decision", "document"]),
  id: z.string(),
  key: z.string(),
  title: z.string(),
  status: z.string(),
});
export type SubjectChip = z.output<typeof SubjectChip>;
