import { z } from "zod";
import { Body, CalendarDate, InstantInput, Ref, SomeText, Title, WholeNumber } from "#lib/core/fields";
import { CRITERIA_LIMIT, criteriaFit, Estimate, IssueStatus, IssueType, Resolution } from "#lib/domain/issues/fields";
import type { ProjectCounted } from "#lib/domain/kinds";
import { LabelName } from "#lib/domain/labels/fields";
import { Priority } from "#lib/domain/projects/fields";

/** Issues of one call, and so of one transaction. */
export const BATCH = 100;
/** Blockers of one entry of a call; an issue with more of them stands in several. */
export const BLOCKERS = 200;
/** The highest number that an imported issue may bring along; above it an issue gets the next free one. */
export const HIGHEST_KEPT_NUMBER = 1_000_000;

/** The key or id an issue had where it comes from, in upper case. */
export const OldId = Ref.transform((id) => id.toUpperCase());
export const Handle = Ref.transform((handle) => handle.replace(/^@/, "").toLowerCase());

const ImportedComment = z.strictObject({
  body: SomeText.describe("Markdown."),
  author: Handle.nullable().describe("Handle; named in the text where nobody here has it."),
  createdAt: InstantInput.nullable().describe("Null where it is not known: then the issue's last change is taken."),
});

/** An issue as it comes from another system, in Turbo's words. */
export const ImportedIssue = z.strictObject({
  id: OldId.describe("What it is called in the other system; stays usable as another name."),
  number: WholeNumber(1, HIGHEST_KEPT_NUMBER).nullable().describe("The number to keep; null takes the next free one."),
  title: Title,
  description: Body,
  type: IssueType,
  status: IssueStatus,
  resolution: Resolution.nullable(),
  priority: Priority,
  estimate: Estimate.nullable().default(null).describe("Points."),
  labels: z
    .array(LabelName)
    .max(50)
    .describe("Names; made where they do not exist, save by who is limited to projects."),
  assignees: z.array(Handle).max(50).describe("Handles; the first that somebody here has is assigned."),
  creator: Handle.nullable(),
  criteria: z
    .array(z.strictObject({ text: SomeText, done: z.boolean() }))
    .max(100)
    .refine(criteriaFit, { error: CRITERIA_LIMIT }),
  comments: z.array(ImportedComment).max(200),
  dueDate: CalendarDate.nullable(),
  archived: z.boolean(),
  place: WholeNumber(1, 200_000)
    .nullable()
    .describe("Place on lists, lowest first; issues without one follow by number."),
  createdAt: InstantInput.nullable().describe("The earliest date known is taken; now where none is."),
  updatedAt: InstantInput.nullable(),
  completedAt: InstantInput.nullable(),
});
export type ImportedIssue = z.output<typeof ImportedIssue>;
export type ImportedIssueInput = z.input<typeof ImportedIssue>;

export const target = {
  project: Ref.describe("Key or id of the project."),
  source: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,39}$/, { error: "Must be a short name like backlog-md." })
    .describe("The other system; the same source and id is never imported twice."),
};

export const ImportedKind = z.enum(["issue", "milestone", "decision", "document"] as const satisfies ProjectCounted[]);
export type ImportedKind = z.output<typeof ImportedKind>;

export const ImportCheck = z.strictObject({
  ...target,
  kind: ImportedKind.default("issue"),
  items: z
    .array(z.strictObject({ id: OldId, number: WholeNumber(1, HIGHEST_KEPT_NUMBER).nullable() }))
    .max(1000)
    .describe("What would be imported."),
  handles: z.array(Handle).max(1000).default([]).describe("Handles that the issues name."),
});

export type ImportCheck = z.output<typeof ImportCheck>;

export const TakenKey = z.object({
  id: z.string(),
  key: z.string().describe("The issue that already has this key or old id."),
  title: z.string(),
});
export type TakenKey = z.output<typeof TakenKey>;

export const ImportedKey = z.object({ id: z.string(), key: z.string() });
export type ImportedKey = z.output<typeof ImportedKey>;

export const LeftOut = z.object({ id: z.string(), why: z.string() });
export type LeftOut = z.output<typeof LeftOut>;

export const ImportOutlook = z.object({
  project: z.object({ key: z.string(), name: z.string() }),
  existing: z.array(ImportedKey).describe("What was imported before, wherever it is now."),
  sign: z.string().describe("What stands before the number in the keys: nothing, MS, DEC or DOC."),
  highestNumber: z.number().int().describe("The highest number given out so far; new ones follow above it."),
  taken: z
    .array(TakenKey)
    .describe(
      "Whose number something else has: an issue then cannot come in, anything else gets the next free number.",
    ),
  leftOut: z.array(LeftOut).describe("Issues that would not come in, while the others would."),
  unknownHandles: z.array(z.string()).describe("Handles that nobody here has."),
  elsewhere: z
    .array(TakenKey)
    .describe("Issues of the same source and old id in other projects, as far as they are seen."),
  refused: z.string().nullable().describe("Why this key could not import them; null where it can."),
});
export type ImportOutlook = z.output<typeof ImportOutlook>;

export const ImportIssues = z.strictObject({
  ...target,
  items: z.array(ImportedIssue).min(1).max(BATCH),
});

export type ImportIssues = z.output<typeof ImportIssues>;

export const ImportedIssues = z.object({
  created: z.array(ImportedKey),
  existing: z.array(ImportedKey).describe("Imported before and left as they are, wherever they are now."),
  leftOut: z.array(LeftOut).describe("Issues that did not come in, and those that came in without some labels."),
});
export type ImportedIssues = z.output<typeof ImportedIssues>;

export const ImportLinks = z.strictObject({
  ...target,
  items: z
    .array(z.strictObject({ id: OldId, parent: OldId.nullable(), blockedBy: z.array(OldId).max(BLOCKERS) }))
    .min(1)
    .max(BATCH)
    .describe("Parents and blockers of imported issues, by their old ids."),
});

export type ImportLinks = z.output<typeof ImportLinks>;

const RefusedEdge = z.object({
  from: z.string().describe("Key of the blocker, or of the child."),
  to: z.string().describe("Key of the blocked issue, or of the parent."),
  cycle: z.array(z.string()).describe("Keys along the way round."),
});
export const ImportedLinks = z.object({
  parents: z.number().int().describe("Parents set."),
  blockers: z.number().int().describe("Blocking links made."),
  missing: z
    .array(z.object({ id: z.string(), other: z.string() }))
    .describe("Issues that were never imported, or are not in this project now."),
  refusedBlockers: z.array(RefusedEdge).describe("Links that would close a cycle."),
  refusedParents: z.array(RefusedEdge).describe("Parents that would close a loop."),
});
export type ImportedLinks = z.output<typeof ImportedLinks>;
