import { z } from "zod";
import { WholeNumber } from "#lib/core/fields";
import { IssueRef } from "#lib/domain/issues/schema";

export const DEFAULT_BUDGET = 2000;

export const BriefRequest = IssueRef.extend({
  budget: WholeNumber(200, 20_000).default(DEFAULT_BUDGET).describe("Tokens at most, 200–20000."),
});

/** The call that answers what a brief had no room for. */
const Call = z.object({
  words: z.string().describe("What it does."),
  operation: z.string().describe("Its name, like comments.list."),
  input: z.record(z.string(), z.string()),
});

export const LeftOut = z.object({ what: z.string().describe("The part that was cut."), how: Call });
export type LeftOut = z.output<typeof LeftOut>;

/** All that is needed to begin with an issue, as one Markdown text. */
export const Brief = z.object({
  issue: z.string().describe("Its key."),
  version: z.number().int(),
  text: z.string().describe("Markdown. The same issue and budget give the same bytes."),
  tokens: z.number().int().describe("What the text takes at most, as estimated."),
  budget: z.number().int(),
  leftOut: z.array(LeftOut).describe("Parts that had no room, or not whole, and how to get them."),
});
export type Brief = z.output<typeof Brief>;
