import { z } from "zod";
import { Instant, Ref, ShortText, SomeText } from "#lib/core/fields";
import { Person, Via } from "#lib/domain/people/schema";
import { CommitHash } from "#lib/domain/worklogs/fields";

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

/** Evidence as events tell it, with all that undo needs; `document` is what a limited key may not see. */
export interface ToldEvidence {
  id: string;
  criterion: string;
  kind: EvidenceKind;
  ref: string;
  note: string;
  by: Person | null;
  via: Via | null;
  at: string;
  documentId?: string;
  document?: string;
}

/** How many criteria there are, are met, and of these are verified. */
export const CriteriaCount = z.object({
  total: z.number().int(),
  done: z.number().int().describe("Reported or verified."),
  verified: z.number().int(),
});
export type CriteriaCount = z.output<typeof CriteriaCount>;

const issue = Ref.describe("A key like TURBO-12, an old key, or an id.");

/** Which criterion of an issue is meant. */
export const CriterionRef = z
  .union([z.number().int(), SomeText])
  .transform(String)
  .describe("Its number, 1 for the first, its text or its id.");

/** An address, a number or a name. */
const Mark = ShortText(500)
  .transform((text) => text.trim())
  .pipe(z.string().regex(/^[^\r\n]+$/, { error: "Must be one line that is not empty." }));

/** What may be shown for a criterion. */
const SHOWN = {
  commit: CommitHash.optional().describe("Hash of a commit."),
  pullRequest: Mark.optional().describe("Address or number of a pull request."),
  testRun: Mark.optional().describe("Address or name of a test run."),
  document: Ref.optional().describe("Key of a document."),
  note: ShortText(2000).optional().describe("What was seen; it is the evidence where nothing else is given."),
};

/** By which name each kind of evidence is given. */
export const GIVEN_AS = {
  commit: "commit",
  pull_request: "pullRequest",
  test_run: "testRun",
  document: "document",
  note: "note",
} as const satisfies Record<EvidenceKind, keyof typeof SHOWN>;

const Proof = z.strictObject({ criterion: CriterionRef, ...SHOWN });
export type Proof = z.output<typeof Proof>;

const SHORT = new RegExp(`^\\s*(\\S+)\\s+(${EVIDENCE_KINDS.join("|")})\\s+(\\S[\\s\\S]*)$`);

/** Evidence of one of several criteria, as a text. */
const ShortProof = SomeText.regex(SHORT)
  .transform((text): z.input<typeof Proof> => {
    const [, criterion = "", kind = "note", shown = ""] = SHORT.exec(text) ?? [];
    return { criterion, [GIVEN_AS[kind as EvidenceKind]]: shown };
  })
  .pipe(Proof);

/** Evidence of several criteria: objects, or texts like "1 commit 4f2a91c". */
export const Proofs = z
  .array(
    z.union([ShortProof, Proof], {
      error: `Must be like "1 commit 4f2a91c", with one of ${EVIDENCE_KINDS.join(", ")}; or an object.`,
    }),
  )
  .max(100);

export const NewEvidence = z.strictObject({ issue, ...Proof.shape });
export const EvidenceRef = z.strictObject({ issue, evidence: Ref.describe("Id.") });
export const Verification = z.strictObject({
  issue,
  criteria: z
    .array(CriterionRef)
    .max(100)
    .optional()
    .describe("Numbers, texts or ids; all that are reported where absent."),
  verified: z.boolean().default(true).describe("false takes it back: they are reported then."),
});
