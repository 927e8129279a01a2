import { z } from "zod";
import { Body, CalendarDate, InstantInput, LIMITS, Title, WholeNumber } from "#lib/core/fields";
import { isDeep, isStorableJson } from "#lib/core/json-value";
import { DecisionKind, DecisionStatus } from "#lib/domain/decisions/fields";
import { DocumentKind, DocumentStatus } from "#lib/domain/documents/fields";
import { LabelName } from "#lib/domain/labels/fields";
import { MilestoneStatus } from "#lib/domain/milestones/fields";
import { BATCH, Handle, HIGHEST_KEPT_NUMBER, ImportedKey, ImportedKind, LeftOut, OldId, target } from "./schema.ts";

const common = {
  id: OldId.describe("What it is called in the other system; the same is never imported twice."),
  number: WholeNumber(1, HIGHEST_KEPT_NUMBER)
    .nullable()
    .describe("The number to keep where it is free; null takes the next free one."),
  title: Title,
  archived: z.boolean(),
  createdAt: InstantInput.nullable(),
  updatedAt: InstantInput.nullable(),
};

/** What goes in, its number as a number. */
type Planned<Schema extends z.ZodType<unknown, { number: unknown }>> = Omit<z.input<Schema>, "number"> & {
  number: number | null;
};

/** A milestone as it comes from another system, in Turbo's words. */
export const ImportedMilestone = z.strictObject({
  ...common,
  description: Body,
  status: MilestoneStatus,
  startDate: CalendarDate.nullable(),
  dueDate: CalendarDate.nullable(),
  completedAt: InstantInput.nullable(),
});
export type ImportedMilestoneInput = Planned<typeof ImportedMilestone>;

/** A decision as it comes from another system, in Turbo's words. */
export const ImportedDecision = z.strictObject({
  ...common,
  status: DecisionStatus,
  kind: DecisionKind,
  context: Body,
  outcome: Body,
  rationale: Body,
  consequences: Body,
  decider: Handle.nullable().describe("Handle of who decided, where somebody here has it."),
  decidedAt: InstantInput.nullable(),
});
export type ImportedDecision = z.output<typeof ImportedDecision>;
export type ImportedDecisionInput = Planned<typeof ImportedDecision>;

/** A document as it comes from another system, in Turbo's words. */
export const ImportedDocument = z.strictObject({
  ...common,
  body: Body,
  kind: DocumentKind,
  status: DocumentStatus,
  parent: OldId.nullable().describe("The imported document that it lies under: from an earlier call or this one."),
  labels: z.array(LabelName).max(50).describe("Names; made where they do not exist."),
  author: Handle.nullable(),
  properties: z
    .record(z.string().max(200), z.unknown())
    .refine((fields) => !isDeep(fields), { error: "Is nested too deep.", abort: true })
    .refine((fields) => JSON.stringify(fields).length <= LIMITS.text, { error: "Has more than 64,000 characters." })
    .refine(isStorableJson, { error: "Has a character that cannot be stored." })
    .describe("Further fields that it had there."),
});
export type ImportedDocument = z.output<typeof ImportedDocument>;
export type ImportedDocumentInput = Planned<typeof ImportedDocument>;

export const ImportMilestones = z.strictObject({ ...target, items: z.array(ImportedMilestone).min(1).max(BATCH) });
export type ImportMilestones = z.output<typeof ImportMilestones>;
export const ImportDecisions = z.strictObject({ ...target, items: z.array(ImportedDecision).min(1).max(BATCH) });
export type ImportDecisions = z.output<typeof ImportDecisions>;
export const ImportDocuments = z.strictObject({
  ...target,
  items: z.array(ImportedDocument).min(1).max(BATCH),
});
export type ImportDocuments = z.output<typeof ImportDocuments>;

export const ImportedNouns = z.object({
  created: z.array(ImportedKey),
  existing: z.array(ImportedKey).describe("Imported before and left as they are."),
});

export const ImportedDocuments = ImportedNouns.extend({
  leftOut: z.array(LeftOut).describe("Documents that came in without some labels."),
});

export const ImportedDecisions = ImportedNouns.extend({
  leftOpen: z
    .array(z.object({ id: z.string(), status: DecisionStatus }))
    .describe("Decided there, and only proposed here, because a person decides and not an agent's key."),
});

export const ImportSchedule = z.strictObject({
  ...target,
  items: z
    .array(z.strictObject({ id: OldId, milestone: OldId }))
    .min(1)
    .max(BATCH)
    .describe("Imported issues, each with its imported milestone, by their old ids."),
});
export type ImportSchedule = z.output<typeof ImportSchedule>;
export const ImportedSchedule = z.object({
  scheduled: z.number().int().describe("Issues that belong to a milestone now."),
  missing: z
    .array(z.object({ id: z.string(), other: z.string() }))
    .describe("What was never imported, or is not in this project now."),
});

export const ImportReferences = z.strictObject({
  ...target,
  kind: ImportedKind,
  ids: z.array(OldId).min(1).max(BATCH).describe("What was imported, by old id."),
});
export type ImportReferences = z.output<typeof ImportReferences>;
export const ImportedReferences = z.object({
  made: z.number().int().describe("Links that are new."),
});
