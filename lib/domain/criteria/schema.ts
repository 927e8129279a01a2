import { z } from "zod";
import { Instant } from "#lib/core/fields";
import { Person, Via } from "#lib/domain/people/schema";

/** How far a criterion is met: an agent or a script reports it, a person verifies it. */
export const CRITERION_STATES = ["open", "reported", "verified"] as const;
export const CriterionState = z.enum(CRITERION_STATES);

export const EVIDENCE_KINDS = ["commit", "pull_request", "test_run", "document", "note"] as const;
export const EvidenceKind = z.enum(EVIDENCE_KINDS);
export type EvidenceKind = z.output<typeof EvidenceKind>;

/** What shows that a criterion is met. */
export const Evidence = z.object({
  id: z.string(),
  kind: EvidenceKind,
  ref: z.string().describe("Hash, address or name of what it is; key of a document; empty where the note is all."),
  note: z.string(),
  by: Person.nullable(),
  via: Via.nullable(),
  createdAt: Instant,
});
export type Evidence = z.output<typeof Evidence>;

export const Criterion = z.object({
  id: z.string(),
  text: z.string(),
  done: z.boolean().describe("Reported or verified."),
  state: CriterionState,
  by: Person.nullable().describe("Who said last that it is met, where that is known."),
  via: Via.nullable(),
  at: Instant.nullable(),
  evidence: z.array(Evidence),
});
export type Criterion = z.output<typeof Criterion>;

/** How a criterion stands, and who says so. */
export type Standing = Pick<Criterion, "state" | "by" | "via" | "at">;

/** A criterion as events tell it. One that is not met has no more; events of before there were states had only `done`. */
export interface ToldCriterion extends Partial<Standing> {
  id: string;
  text: string;
  done: boolean;
}

/** How many criteria there are, are met, and of these are verified. */
export const CriteriaCount = z.object({
  total: z.number().int(),
  done: z.number().int().describe("Reported or verified."),
  verified: z.number().int(),
});
export type CriteriaCount = z.output<typeof CriteriaCount>;
