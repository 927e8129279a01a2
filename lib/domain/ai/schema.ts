import { z } from "zod";
import { PROVIDERS, type ProviderName } from "#lib/core/model-providers";

const Count = z.number().int().min(0);

/** Tokens of a call, as its provider counts them. */
export const TokenCounts = z.strictObject({ input: Count, output: Count, cached: Count, cacheWritten: Count });
export type TokenCounts = z.output<typeof TokenCounts>;

export const NewCall = z.strictObject({
  /** What for, as a word. */
  purpose: z.string().min(1).max(40),
  /** Key or id of the project that it is for. */
  project: z.string().nullable(),
  provider: z.string(),
  model: z.string(),
  /** What it may use at most. */
  reserved: TokenCounts,
});
export type NewCall = z.output<typeof NewCall>;

export const EndedCall = z.strictObject({
  id: z.string(),
  outcome: z.enum(["complete", "interrupted", "failed"]),
  used: TokenCounts,
  milliseconds: Count,
});

export const USAGE_BY = ["day", "provider", "person", "project", "purpose"] as const;
export type UsageBy = (typeof USAGE_BY)[number];

export const UsageFilter = z.strictObject({
  by: z.enum(USAGE_BY).default("day").describe("What is added up in one row."),
  days: z.coerce.number().int().min(1).max(366).default(30).describe("The last so many days, today among them."),
});

const Dollars = z.number().describe("Dollars, an estimate by the prices of the settings.");

const UsageSum = z.object({
  calls: Count,
  failed: Count.describe("Of these, the ones that brought no answer."),
  tokensIn: Count.describe("What went in, what came from the provider's cache included."),
  cached: Count.describe("Of what went in, what came from the provider's cache."),
  tokensOut: Count,
  cost: Dollars,
  unpriced: Count.describe("Calls whose model has no known price, which the cost is without."),
});
export type UsageSum = z.output<typeof UsageSum>;

export const UsageRow = UsageSum.extend({
  name: z.string().describe("The day, provider, person's handle, project's key or purpose; empty for no project."),
});
export type UsageRow = z.output<typeof UsageRow>;

export const BudgetState = z.object({
  budget: z.string().describe("The setting that holds it."),
  of: z.string().describe("Whose it is: a person's handle, a project's key, or all together."),
  used: z.number().describe("Today, in tokens or dollars; calls that run hold what they may use at most."),
  limit: z.number(),
});
export type BudgetState = z.output<typeof BudgetState>;

export const AiUsage = z.object({
  since: z.string().describe("The first day."),
  items: z.array(UsageRow),
  total: UsageSum,
  budgets: z
    .array(BudgetState)
    .describe("How far today's budgets are used, of persons and projects those that used most."),
});
export type AiUsage = z.output<typeof AiUsage>;

export const TestedModel = z.strictObject({ provider: z.enum(PROVIDERS).optional() });

/** What came of one tiny question. */
export interface ModelTest {
  provider: string;
  model: string;
  /** The server that it was sent to. */
  address: string;
  text: string;
  tokensIn: number;
  cached: number;
  tokensOut: number;
  /** Dollars; null where the price is not known. */
  cost: number | null;
  milliseconds: number;
}

export interface ProviderState {
  name: ProviderName;
  title: string;
  model: string;
  /** The server that texts would be sent to. */
  address: string;
  state: "ready" | "no key" | "resting";
  /** The variable that lacks its key. */
  missing: string | null;
  /** Seconds until it is asked again, after it failed again and again. */
  resting: number;
}

export interface AiState {
  enabled: boolean;
  /** In the order in which they are asked. */
  providers: ProviderState[];
}
