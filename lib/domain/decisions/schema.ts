import { z } from "zod";
import {
  Body,
  COUNTED_PAGE,
  Flag,
  Instant,
  oneOrMore,
  Ref,
  ShortText,
  sortBy,
  Text,
  Title,
  Version,
  WholeNumber,
} from "#lib/core/fields";
import { Fragment } from "#lib/core/fragment";
import { givenFields } from "#lib/domain/field-table";
import { LabelChip } from "#lib/domain/labels/schema";
import { Person } from "#lib/domain/people/schema";
import { AWAY, Shelf, STAMPS } from "#lib/domain/shelf/schema";
import { DECISION_FIELDS, DecisionKind, DecisionOption, DecisionStatus, ImpactArea } from "./fields.ts";

export const DECISION_SORTS = ["createdAt", "updatedAt", "title"] as const;

/** A decision, as a chip shows it. */
export const DecisionChip = z.object({ id: z.string(), key: z.string(), title: z.string(), status: DecisionStatus });
export type DecisionChip = z.output<typeof DecisionChip>;

/** Something with a key that a decision governs. */
export const GovernedChip = z.object({ id: z.string(), key: z.string(), title: z.string(), status: z.string() });
export type GovernedChip = z.output<typeof GovernedChip>;

/** A decision as lists show it. */
export const DecisionLine = DecisionChip.extend({
  project: z.string().nullable().describe("Key of the project; null for a decision of the whole workspace."),
  kind: DecisionKind,
  impactAreas: z.array(z.string()),
  decidedBy: Person.nullable(),
  decidedAt: Instant.nullable(),
  supersededBy: DecisionChip.nullable(),
  warnings: z
    .number()
    .int()
    .describe("Issues and documents that leaned on it and were not rechecked since it was superseded."),
  ...STAMPS,
});
export type DecisionLine = z.output<typeof DecisionLine>;

/** A decision with all that belongs to it. */
export const Decision = DecisionLine.extend({
  context: z.string(),
  options: z.array(DecisionOption),
  outcome: z.string().describe("What was decided."),
  rationale: z.string(),
  consequences: z.string(),
  governs: z.object({
    issues: z.array(GovernedChip),
    documents: z.array(GovernedChip),
    labels: z.array(LabelChip),
    initiatives: z.array(GovernedChip),
    paths: z.array(z.string()),
  }),
  stale: z
    .array(GovernedChip)
    .describe("What leaned on it when it was superseded and was not rechecked; the first 100."),
  supersedes: z.array(DecisionChip).describe("While it is proposed: what it will take the place of."),
  proposer: Person.nullable(),
  source: z.string().nullable(),
  ...AWAY,
});
export type Decision = z.output<typeof Decision>;

/** A pattern's wildcards are told apart from names by `*`, `?` and `{a,b}` alone. */
export const PathPattern = ShortText(200)
  .transform((text) => text.trim().replace(/^\.\//, "").replace(/\/+$/, ""))
  .pipe(
    z
      .string()
      .min(1, { error: "Must not be empty." })
      .refine((text) => !text.startsWith("/") && !/^[A-Za-z]:/.test(text) && !text.includes("\\"), {
        error: "Must be relative to the repository's folder, with / between names, like src/auth/**.",
      })
      .refine((text) => !text.split("/").includes(".."), { error: "Must not hold ..; name the folder itself." })
      .refine((text) => text.split("/").every((part) => (part.match(/\*+/g) ?? []).length <= 3), {
        error: "Must have at most three * between two slashes.",
      })
      .refine((text) => (text.match(/\*\*/g) ?? []).length <= 3, { error: "Must have at most three **." })
      // Each multiplies the ways in which a pattern can be tried on a path.
      .refine((text) => (text.match(/\*+/g) ?? []).length <= 5, { error: "Must have at most five * and ** in all." })
      .refine((text) => (text.match(/,/g) ?? []).length <= 12 && (text.match(/\{/g) ?? []).length <= 4, {
        error: "Must have at most four {…} with twelve commas in all.",
      }),
  );

const Keys = (what: string) => z.array(Ref).max(100).describe(what);
const targets = {
  issues: Keys("Keys of issues."),
  documents: Keys("Keys of documents."),
  labels: Keys("Names of labels."),
  initiatives: Keys("Keys of initiatives."),
  paths: z
    .array(PathPattern)
    .max(100)
    .describe("Patterns like src/auth/**; a folder without * holds for all below it."),
};
/** What a decision is to govern, by keys, names and patterns; a list that is absent stays as it is. */
export const GovernsInput = z.strictObject(targets).partial();
export type GovernsInput = z.output<typeof GovernsInput>;

const { supersedes, ...plain } = givenFields(DECISION_FIELDS);
const editable = {
  ...plain,
  governs: GovernsInput.describe("What it holds for: issues, documents, labels, initiatives, paths.").optional(),
  supersedes,
};

export const NewDecision = z.strictObject({
  project: Ref.nullish().describe("Key or id of the project; without one it holds in the whole workspace."),
  ...editable,
  title: Title,
  accept: z.boolean().optional().describe("Accept it at once; needs an outcome."),
});
export type NewDecision = z.output<typeof NewDecision>;

const fragments = z.array(Fragment).min(1).max(50).optional().describe("Changes of single places: find and replace.");

export const DecisionChanges = z.strictObject({
  decision: Ref.describe("Key or id."),
  ...editable,
  addGoverns: GovernsInput.optional().describe("More that it governs."),
  removeGoverns: GovernsInput.optional().describe("What it no longer governs."),
  replace: z
    .strictObject({ context: fragments, outcome: fragments, rationale: fragments, consequences: fragments })
    .optional()
    .describe("Change one place of a text instead of sending it whole."),
  version: Version,
});
export type DecisionChanges = z.output<typeof DecisionChanges>;

export const DecisionRef = z.strictObject({ decision: Ref.describe("Key like TURBO-DEC7 or DEC-7, or id.") });

export const Acceptance = DecisionRef.extend({
  outcome: Body.optional().describe("What was decided, unless it says so already."),
  option: Ref.optional().describe("Name or id of the option that was chosen."),
  version: Version,
});
export const Rejection = DecisionRef.extend({
  reason: Text.optional().describe("Why; added to the rationale."),
  version: Version,
});
export const Implementation = DecisionRef.extend({ version: Version });
export const Supersession = DecisionRef.extend({
  decision: Ref.describe("Key or id of the decision that no longer holds."),
  by: Ref.describe("Key or id of the one that takes its place; while that is only proposed, it does so once accepted."),
});
export const Recheck = DecisionRef.extend({
  issue: Ref.optional().describe("Key of the issue that was looked at again."),
  document: Ref.optional().describe("Key of the document that was looked at again."),
});

export const DecisionFilter = z.strictObject({
  project: oneOrMore(Ref).optional().describe("Keys or ids."),
  workspace: Flag.optional().describe("Only decisions of the whole workspace."),
  status: oneOrMore(DecisionStatus).optional(),
  kind: oneOrMore(DecisionKind).optional(),
  text: ShortText(200).optional().describe("Part of the title, or words of the text."),
  label: oneOrMore(Ref).optional().describe("Names; a decision that governs any of them."),
  area: ImpactArea.optional().describe("An impact area."),
  stale: Flag.optional().describe("Only superseded ones that something still leans on."),
  shelf: Shelf.default("live"),
  sort: sortBy(DECISION_SORTS, "-createdAt"),
  ...COUNTED_PAGE,
});
export type DecisionFilter = z.output<typeof DecisionFilter>;

export const HoldsWhere = z.strictObject({
  path: ShortText(500).optional().describe("A file or folder, relative to the repository."),
  issue: Ref.optional().describe("Key or id."),
  document: Ref.optional().describe("Key or id."),
  project: Ref.optional().describe("Key or id: whose repository the path lies in; alone, what holds in all of it."),
  limit: WholeNumber(1, 100).default(30),
});
export type HoldsWhere = z.output<typeof HoldsWhere>;

/** A decision that holds somewhere, with what one has to know to follow it. */
export const HoldingDecision = DecisionChip.extend({
  project: z.string().nullable(),
  kind: DecisionKind,
  why: z.array(z.string()).describe("Why it holds there: governs src/auth/**."),
  outcome: z.string(),
  rationale: z.string(),
  consequences: z.string(),
  chosen: z.string().nullable().describe("Name of the option that was chosen."),
  rejected: z.array(z.object({ name: z.string(), whyNot: z.string(), cons: z.array(z.string()) })),
  impactAreas: z.array(z.string()),
  decidedBy: Person.nullable(),
  decidedAt: Instant.nullable(),
});
export type HoldingDecision = z.output<typeof HoldingDecision>;

/** A decision that no longer holds, for what leaned on it. */
export const SupersededWarning = DecisionChip.extend({
  why: z.array(z.string()),
  supersededBy: DecisionChip.extend({ outcome: z.string() }).nullable(),
});
export type SupersededWarning = z.output<typeof SupersededWarning>;

export const WhatHolds = z.object({
  items: z.array(HoldingDecision),
  superseded: z.array(SupersededWarning).describe("What used to hold there, with the decision that took its place."),
  more: z.boolean(),
});

/** A decision that governs an issue, as the issue shows it. */
export const GoverningDecision = DecisionChip.extend({
  why: z.array(z.string()),
  stale: z.boolean().describe("It was superseded, and nobody rechecked this since."),
  supersededBy: DecisionChip.nullable(),
});
export type GoverningDecision = z.output<typeof GoverningDecision>;

export const DecisionMarkdown = z.object({ key: z.string(), markdown: z.string() });
export const MarkdownImport = z.strictObject({
  markdown: Body.min(1).describe("A decision record: MADR 3 or 4, or as decisions.markdown writes it."),
  project: Ref.nullish().describe("Key or id of the project; without one the file's own, else the whole workspace."),
  source: ShortText(500).optional().describe("Name of the file."),
});
export const ImportedDecision = z.object({ decision: Decision, notices: z.array(z.string()) });
