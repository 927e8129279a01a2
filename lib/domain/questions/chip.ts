import { z } from "zod";
import { QuestionState } from "./fields.ts";

/** A question as the inbox shows it, with all that answering takes. */
export const QuestionChip = z.object({
  id: z.string(),
  text: z.string().describe("Its first 2,000 characters."),
  options: z.array(z.string()),
  blocking: z.boolean(),
  state: QuestionState,
});
export type QuestionChip = z.output<typeof QuestionChip>;
