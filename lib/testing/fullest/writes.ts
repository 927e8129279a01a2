import { FULLEST_DECISIONS } from "./decisions.ts";
import { FULLEST_DOCUMENTS } from "./documents.ts";
import { FULLEST_ISSUES } from "./issues.ts";
import { FULLEST_PLANS } from "./plans.ts";
import type { FullestWrite } from "./stage.ts";

/** The writes that do most, each with everything in its input at once, by a name of their own. */
export const FULLEST_WRITES: Readonly<Record<string, FullestWrite>> = {
  ...FULLEST_PLANS,
  ...FULLEST_ISSUES,
  ...FULLEST_DECISIONS,
  ...FULLEST_DOCUMENTS,
};
