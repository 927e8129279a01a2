import { z } from "zod";
import { briefValue } from "#lib/core/brief-value";
import { SomeText, Text, Title } from "#lib/core/fields";
import type { FieldTable, ToldField, Values } from "#lib/domain/field-table";

export const QUESTION_STATES = ["open", "answered", "withdrawn"] as const;
export const QuestionState = z.enum(QUESTION_STATES);
export type QuestionState = z.output<typeof QuestionState>;

/** One line each, none twice. */
const Options = z
  .array(Title)
  .max(10)
  .refine((options) => new Set(options).size === options.length, { error: "Name each option once." });

/** What is asked; it stays as it is from then on. */
export const QUESTION_FIELDS = {
  text: {
    given: SomeText.describe("Markdown: what you want to know."),
    told: (text: string) => briefValue(text),
    undo: "note",
  },
  options: { given: Options.describe("Up to 10 answers to choose from."), fresh: [], undo: "note" },
  blocking: {
    given: z.boolean().describe("The issue is out of the queue until it is answered."),
    fresh: true,
    undo: "note",
  },
} as const satisfies FieldTable;

export type QuestionValues = Values<typeof QUESTION_FIELDS>;

/** The own words of an answer. */
export const AnswerText = Text.describe("Markdown: the answer in your own words.");

/** What events tell of questions besides. */
export const QUESTION_TOLD = {
  of: { undo: "note" },
  state: {},
  choice: { undo: { follows: "state" } },
  answer: { undo: { follows: "state" } },
  answeredBy: { undo: { follows: "state" } },
  answeredAt: { undo: { follows: "state" } },
  /** How a long answer begins. */
  begins: { undo: "note" },
} as const satisfies Record<string, ToldField>;
