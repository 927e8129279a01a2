import { z } from "zod";
import {
  CalendarDate,
  COUNTED_PAGE,
  Instant,
  oneOrMore,
  Ref,
  ShortText,
  sortBy,
  Title,
  Version,
} from "#lib/core/fields";
import { Fragment } from "#lib/core/fragment";
import { givenFields } from "#lib/domain/field-table";
import { statusesInput } from "#lib/domain/lists/open-or-closed";
import { Person, Via } from "#lib/domain/people/schema";
import { Progress } from "#lib/domain/progress/schema";
import { AWAY, Shelf, STAMPS } from "#lib/domain/shelf/schema";
import { Health, INITIATIVE_FIELDS, INITIATIVE_STATUSES, InitiativeStatus, STATUS_UPDATE_FIELDS } from "./fields.ts";

export const INITIATIVE_SORTS = ["createdAt", "updatedAt", "target", "title"] as const;

/** An initiative as lists show it. */
export const InitiativeLine = z.object({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  status: InitiativeStatus,
  health: Health.nullable(),
  owner: Person.nullable(),
  startDate: z.string().nullable(),
  targetDate: z.string().nullable(),
  projects: z.array(z.string()).describe("Keys of the projects it spans."),
  progress: Progress,
  late: z.boolean().describe("True when its target date is over and it is not finished."),
  ...STAMPS,
});
export type InitiativeLine = z.output<typeof InitiativeLine>;

/** Somebody's word on how an initiative stands, on a day. */
export const StatusUpdate = z.object({
  id: z.string(),
  initiative: z.string().describe("Key of the initiative."),
  health: Health,
  body: z.string(),
  author: Person.nullable(),
  via: Via.nullable(),
  ...STAMPS,
});
export type StatusUpdate = z.output<typeof StatusUpdate>;

/** A decision or document that names an initiative or governs it. */
const Mention = z.object({ key: z.string(), title: z.string(), status: z.string() });

/** An initiative with all that belongs to it. */
export const Initiative = InitiativeLine.extend({
  description: z.string(),
  byProject: z.array(Progress.extend({ project: z.string(), name: z.string() })),
  latestUpdate: StatusUpdate.nullable(),
  decisions: z.array(Mention).describe("Decisions that govern or name it."),
  documents: z.array(Mention).describe("Documents that name it."),
  source: z.string().nullable(),
  completedAt: Instant.nullable(),
  ...AWAY,
});
export type Initiative = z.output<typeof Initiative>;

export const NewInitiative = z.strictObject({ ...givenFields(INITIATIVE_FIELDS), title: Title });

export const InitiativeChanges = z.strictObject({
  initiative: Ref.describe("Key or id."),
  ...givenFields(INITIATIVE_FIELDS),
  addProjects: z.array(Ref).max(100).optional().describe("Keys or ids of projects to add."),
  removeProjects: z.array(Ref).max(100).optional().describe("Keys or ids of projects to take out."),
  replace: z.array(Fragment).max(50).optional().describe("Changes of single places of the description."),
  version: Version,
});
export type InitiativeChanges = z.output<typeof InitiativeChanges>;

export const InitiativeFilter = z.strictObject({
  project: oneOrMore(Ref).optional().describe("Keys or ids; an initiative that spans any of them."),
  status: statusesInput(INITIATIVE_STATUSES).optional(),
  health: oneOrMore(Health).optional(),
  owner: Ref.optional().describe("Handle; me, or none for nobody."),
  text: ShortText(200).optional().describe("Part of the title, or words of the text."),
  targetBefore: CalendarDate.optional(),
  shelf: Shelf.default("live"),
  sort: sortBy(INITIATIVE_SORTS, "-createdAt"),
  ...COUNTED_PAGE,
});
export type InitiativeFilter = z.output<typeof InitiativeFilter>;

export const InitiativeRef = z.strictObject({ initiative: Ref.describe("Key or id.") });

export const NewStatusUpdate = z.strictObject({
  initiative: Ref.describe("Key or id."),
  health: Health.describe("How it stands; becomes the initiative's health."),
  body: STATUS_UPDATE_FIELDS.body.given,
});

export const StatusUpdateChanges = z.strictObject({
  update: Ref.describe("Id of the status update."),
  ...givenFields(STATUS_UPDATE_FIELDS),
  version: Version,
});

export const StatusUpdateFilter = z.strictObject({
  initiative: Ref.describe("Key or id."),
  shelf: z.enum(["live", "binned"]).default("live"),
  ...COUNTED_PAGE,
});

export const StatusUpdateRef = z.strictObject({ update: Ref.describe("Id of the status update.") });
