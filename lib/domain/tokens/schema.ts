import { z } from "zod";
import { Ref, WholeNumber } from "#lib/core/fields";

/** Tokens that were answered alike: on one day, to one session, by one tool, about the same. */
export const Served = z.strictObject({
  day: z.string(),
  keyId: z.string(),
  session: z.string().nullable(),
  tool: z.string(),
  /** What may be the keys of the projects that it was about. */
  projects: z.array(z.string()),
  calls: z.number().int(),
  tokens: z.number().int(),
});
export type Served = z.output<typeof Served>;

export const TOKEN_GROUPS = ["tool", "agent", "project", "day"] as const;
export type TokenGroup = (typeof TOKEN_GROUPS)[number];

export const TokensFilter = z.strictObject({
  by: z.enum(TOKEN_GROUPS).default("tool"),
  days: WholeNumber(1, 365).default(30).describe("Days back, today among them."),
  key: Ref.optional().describe("Id, prefix or name of an API key; only what was answered to it."),
  project: Ref.optional().describe("Only what was about this project."),
  limit: WholeNumber(1, 200).default(50).describe("Rows at most, 1–200."),
});

export const TokenRow = z.object({
  name: z.string().nullable().describe("Null for what is about no project, or about several."),
  id: z.string(),
  calls: z.number().int(),
  tokens: z.number().int(),
});
export type TokenRow = z.output<typeof TokenRow>;

export const Tokens = z.object({
  from: z.string().describe("The first day, in UTC."),
  items: z.array(TokenRow).describe("Most tokens first; days in their order."),
  calls: z.number().int().describe("Of all, also of those that are not shown."),
  tokens: z.number().int(),
});
export type Tokens = z.output<typeof Tokens>;
