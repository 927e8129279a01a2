import { z } from "zod";
import { briefValue } from "#lib/core/brief-value";
import { Body, Ref, ShortText, Title } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import type { FieldTable, KeptField, ToldField } from "#lib/domain/field-table";

/** In the order of a decision's life. */
export const DECISION_STATUSES = ["proposed", "accepted", "implemented", "superseded", "rejected"] as const;
export const DECISION_KINDS = ["strategic", "tactical", "technical", "product"] as const;

export const DecisionStatus = z.enum(DECISION_STATUSES);
export type DecisionStatus = z.output<typeof DecisionStatus>;
export const DecisionKind = z.enum(DECISION_KINDS);
export type DecisionKind = z.output<typeof DecisionKind>;

export const DecisionOption = z.object({
  id: z.string(),
  name: z.string(),
  pros: z.array(z.string()),
  cons: z.array(z.string()),
  whyNot: z.string().describe("Why it was not taken."),
  chosen: z.boolean(),
});
export type DecisionOption = z.output<typeof DecisionOption>;

/** A lower-case word or two; lists of areas are written with commas. */
export const ImpactArea = ShortText(60)
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(1, { error: "Must not be empty." })
      .refine((text) => !/[",\\\p{Cc}]/u.test(text), { error: "Must not hold a comma, quote or backslash." }),
  );

const Points = z.array(ShortText(2000)).max(30);
const OptionInput = z.union([
  Title.transform((name) => ({ name, pros: [], cons: [], whyNot: "" })),
  z.strictObject({
    id: z.string().max(80).optional(),
    name: Title,
    pros: Points.default([]),
    cons: Points.default([]),
    whyNot: ShortText(8000).default("").describe("Why it was not taken."),
    chosen: z.boolean().optional(),
  }),
]);
export type OptionInput = z.output<typeof OptionInput>;

const markdown = (means: string) =>
  ({ given: Body.describe(means), fresh: "", told: (text: string) => briefValue(text) }) as const;

export const DECISION_FIELDS = {
  title: { given: Title, columns: (title: string) => ({ title, titleFold: fold(title) }) },
  context: markdown("Markdown: the question and what bears on it."),
  options: {
    given: z
      .array(OptionInput)
      .max(20)
      .describe("Options considered; replaces the list. Names, or objects with name, pros, cons, whyNot, chosen."),
    fresh: [],
    columns: (options: DecisionOption[]) => ({ options }),
    told: (options: DecisionOption[]) => briefValue(JSON.stringify(options)),
  },
  outcome: markdown("Markdown: what was decided."),
  rationale: markdown("Markdown: why."),
  consequences: markdown("Markdown: what follows from it."),
  kind: { given: DecisionKind, fresh: "technical" },
  impactAreas: {
    given: z.array(ImpactArea).max(20).describe("Like security, cost; replaces the list."),
    fresh: [],
  },
  supersedes: {
    given: z.array(Ref).max(20).describe("Keys of decisions whose place it takes once it is accepted."),
    fresh: [],
    columns: (_olds: { key: string }[]) => ({}),
    told: (olds: { key: string }[]) => olds.map(({ key }) => key),
    undo: { cannot: "What a proposal is to supersede is set by hand: change supersedes of it." },
    reveals: "keys",
  },
} as const satisfies FieldTable;

/** What follows from what people decide. */
const DECISION_STATE = {
  status: { columns: (status: DecisionStatus) => ({ status, statusOrder: DECISION_STATUSES.indexOf(status) }) },
  decidedBy: {
    fresh: null,
    columns: (person: { id: string; handle: string } | null) => ({ decidedById: person?.id ?? null }),
    told: (person: { id: string; handle: string } | null) => person?.handle ?? null,
    undo: { follows: "status" },
  },
  decidedAt: {
    fresh: null,
    columns: (at: string | null) => ({ decidedAt: at === null ? null : new Date(at) }),
    undo: { follows: "status" },
  },
  supersededBy: {
    fresh: null,
    // Its column keeps also what no longer counts, or is not for everybody to see.
    columns: (_by: { key: string } | null) => ({}),
    told: (by: { key: string } | null) => by?.key ?? null,
    undo: { follows: "status" },
    reveals: "keys",
  },
} as const satisfies Record<string, KeptField>;

export const DECISION_KEPT = { ...DECISION_FIELDS, ...DECISION_STATE };

/** What a decision governs, as events tell it: one input, which is kept as rows. */
export const DECISION_GOVERNS = {
  governsIssues: { reveals: "keys" },
  governsDocuments: { reveals: "keys" },
  governsLabels: {},
  governsInitiatives: { reveals: "keys" },
  governsPaths: {},
} as const satisfies Record<string, ToldField>;

/** What events tell of decisions besides. */
export const DECISION_TOLD = {
  ...DECISION_GOVERNS,
  rechecked: { undo: "elements", reveals: "keys" },
} as const satisfies Record<string, ToldField>;
