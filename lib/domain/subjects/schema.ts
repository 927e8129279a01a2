import { z } from "zod";
import { Ref } from "#lib/core/fields";

/** The fields that say what something is on, for every noun with a key. */
export const ON = {
  on: Ref.optional().describe("Key or id of an issue, initiative, milestone, decision, document or project."),
  issue: Ref.optional().describe("The same for an issue."),
};

/** Something with a key, as a chip shows it. */
export const SubjectChip = z.object({
  kind: z.enum(["project", "issue", "initiative", "milestone", "decision", "document"]),
  id: z.string(),
  key: z.string(),
  title: z.string(),
  status: z.string(),
});
export type SubjectChip = z.output<typeof SubjectChip>;
