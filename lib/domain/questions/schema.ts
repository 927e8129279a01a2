import { z } from "zod";
import { COUNTED_PAGE, Flag, Instant, oneOrMore, Ref, WholeNumber } from "#lib/core/fields";
import { givenFields } from "#lib/domain/field-table";
import { Person, Via } from "#lib/domain/people/schema";
import { AnswerText, QUESTION_FIELDS, QuestionState } from "./fields.ts";

/** Something that somebody is asked on an issue. */
export const Question = z.object({
  id: z.string(),
  issue: z.string().describe("Key of the issue."),
  text: z.string(),
  options: z.array(z.string()),
  blocking: z.boolean().describe("The issue is out of the queue while this is open."),
  state: QuestionState,
  of: Person.describe("Who is asked."),
  by: Person.nullable().describe("Who asks; null for Turbo itself."),
  via: Via.nullable(),
  choice: z.string().nullable().describe("The option that was chosen."),
  answer: z.string().describe("The answer in own words; empty where the choice says it all."),
  answeredBy: Person.nullable(),
  answeredAt: Instant.nullable(),
  version: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Question = z.output<typeof Question>;

export const NewQuestion = z.strictObject({
  issue: Ref.describe("A key like TURBO-12, an old key, or an id."),
  ...givenFields(QUESTION_FIELDS),
  text: QUESTION_FIELDS.text.given,
  of: Ref.optional().describe("Handle of who is asked; the project's lead where absent, else the workspace's owner."),
});

const question = Ref.describe("Id.");
export const QuestionRef = z.strictObject({ question });
export const Answer = z.strictObject({
  question,
  choice: z
    .union([Ref, WholeNumber(1, 10)])
    .optional()
    .describe("An option: its text, or its place, 1 for the first."),
  answer: AnswerText.default(""),
});
export type Answer = z.output<typeof Answer>;

export const QuestionFilter = z.strictObject({
  issue: Ref.optional().describe("Key or id."),
  of: Ref.optional().describe("Handle of who is asked, or me."),
  by: Ref.optional().describe("Handle of who asks, or me."),
  state: oneOrMore(QuestionState).optional(),
  blocking: Flag.optional().describe("Only those that block their issue, or only those that do not."),
  ...COUNTED_PAGE,
});
export type QuestionFilter = z.output<typeof QuestionFilter>;
