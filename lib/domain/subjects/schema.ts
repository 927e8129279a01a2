import { z } from "zod";
import { Ref } from "#lib/core/fields";
import { SUBJECT_KINDS } from "#lib/domain/kinds";

/** The fields that say what something is on, for every noun with a key. */
export const ON = {
  on: Ref.optional().describe("Key or id of an issue, initiative, milestone, decision, document or project."),
  issue: Ref.optional().describe("The same for an issue."),
};

/** Something with a key, as a chip shows it. */
export const SubjectChip = z.object({
  kind: z.enum(SUBJECT_KINDS),
  id: z.string(),
  key: z.string(),
  title: z.string(),
  status: z.string(),
});
export type SubjectChip = z.output<typeof SubjectChip>;

/** Something of the same kind and project whose title is near another. */
export const SimilarSubject = SubjectChip.omit({ kind: true }).extend({ likeness: z.number().describe("0 to 1.") });
export type SimilarSubject = z.output<typeof SimilarSubject>;
/** What one makes answers besides itself. */
export const SIMILAR = { similar: z.array(SimilarSubject).describe("Live ones of the project whose titles are near.") };
/** Makes it although its title is very near another. */
export const CONFIRM = z
  .boolean()
  .optional()
  .describe("Make it although its title is very near another; only agents are asked.");
