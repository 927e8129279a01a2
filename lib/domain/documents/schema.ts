import { z } from "zod";
import {
  Body,
  COUNTED_PAGE,
  Flag,
  Instant,
  oneOrMore,
  PAGE,
  Ref,
  ShortText,
  sortBy,
  Title,
  Version,
  WholeNumber,
} from "#lib/core/fields";
import { Fragment } from "#lib/core/fragment";
import { givenFields } from "#lib/domain/field-table";
import { LabelChip } from "#lib/domain/labels/schema";
import { Person, Via } from "#lib/domain/people/schema";
import { AWAY, Shelf, STAMPS } from "#lib/domain/shelf/schema";
import { CONFIRM, SIMILAR } from "#lib/domain/subjects/schema";
import { DOCUMENT_FIELDS, DocumentKind, DocumentStatus } from "./fields.ts";

export const DOCUMENT_SORTS = ["createdAt", "updatedAt", "title"] as const;
export const UPLOAD_MODES = ["upsert", "skip", "create_new"] as const;

/** Another document, as a chip shows it. */
export const DocumentChip = z.object({ id: z.string(), key: z.string(), title: z.string(), status: DocumentStatus });
export type DocumentChip = z.output<typeof DocumentChip>;

/** A document as lists and trees show it. */
export const DocumentLine = z.object({
  id: z.string(),
  key: z.string(),
  project: z.string().describe("Key of the project."),
  title: z.string(),
  kind: DocumentKind,
  status: DocumentStatus,
  author: Person.nullable(),
  labels: z.array(LabelChip),
  parent: z.string().nullable().describe("Key of the document that it lies under."),
  hasChildren: z.boolean(),
  stale: z.boolean().describe("True while it leans on a decision that another one took the place of."),
  revision: z.number().int().describe("Number of its latest revision."),
  rank: z.string(),
  ...STAMPS,
});
export type DocumentLine = z.output<typeof DocumentLine>;

const Properties = z.record(z.string(), z.unknown());

/** A document with all that belongs to it. */
export const Document = DocumentLine.extend({
  body: z.string().describe("Markdown."),
  length: z.number().int().describe("Characters of the whole body."),
  path: z.array(DocumentChip).describe("The documents that it lies under, the topmost first."),
  decisions: z
    .array(z.object({ id: z.string(), key: z.string(), title: z.string(), status: z.string(), stale: z.boolean() }))
    .describe("Decisions that govern it by name; stale: another one took its place since."),
  source: z.string().nullable().describe("Where it was loaded from."),
  properties: Properties.describe("Other fields of the front matter that it was loaded with."),
  ...AWAY,
});
export type Document = z.output<typeof Document>;

/** A heading and what stands under it, sub-headings included. */
export const Heading = z.object({
  level: z.number().int(),
  title: z.string(),
  path: z.string().describe("Pass as section to read it alone."),
  characters: z.number().int(),
});
export type Heading = z.output<typeof Heading>;

/** A document as it is read, whole or in part. */
export const DocumentView = Document.extend({
  body: z
    .string()
    .nullable()
    .describe("Markdown; the section's alone where one was asked for, null with only an outline."),
  section: z.string().nullable(),
  outline: z.array(Heading).nullable(),
});
export type DocumentView = z.output<typeof DocumentView>;

const Note = ShortText(200).transform((text) => text.trim());

export const NewDocument = z.strictObject({
  project: Ref.describe("Key or id of the project."),
  ...givenFields(DOCUMENT_FIELDS),
  title: Title,
  template: Ref.optional().describe("Name of a template that gives body and kind; see templates.list."),
  confirm: CONFIRM,
});
/** A document just made, with those that its title is near to. */
export const FiledDocument = Document.extend(SIMILAR);
export type NewDocument = z.output<typeof NewDocument>;

export const DocumentChanges = z.strictObject({
  document: Ref.describe("Key or id."),
  ...givenFields(DOCUMENT_FIELDS),
  replace: z.array(Fragment).min(1).max(50).optional().describe("Changes of single places, instead of the whole body."),
  note: Note.optional().describe("Why the text was changed; stands at its revision."),
  addLabels: z.array(Ref).max(50).optional().describe("Names of labels to add."),
  removeLabels: z.array(Ref).max(50).optional().describe("Names of labels to take off."),
  before: Ref.optional().describe("Move it right before this document, under the same parent."),
  after: Ref.optional().describe("Move it right after this document, under the same parent."),
  version: Version,
});
export type DocumentChanges = z.output<typeof DocumentChanges>;

export const DocumentFilter = z.strictObject({
  project: oneOrMore(Ref).optional().describe("Keys or ids."),
  kind: oneOrMore(DocumentKind).optional(),
  status: oneOrMore(DocumentStatus).optional(),
  label: oneOrMore(Ref).optional().describe("Names; a document with any of them."),
  parent: Ref.optional().describe("Key of the document that they lie under; none for the top level."),
  text: ShortText(200).optional().describe("Part of the title, or words of the text."),
  stale: Flag.optional().describe("Only those that lean on a decision that another one took the place of."),
  shelf: Shelf.default("live"),
  sort: sortBy(DOCUMENT_SORTS, "-updatedAt"),
  ...COUNTED_PAGE,
});
export type DocumentFilter = z.output<typeof DocumentFilter>;

export const TreeInput = z.strictObject({
  project: Ref.optional().describe("Key or id: the top level of this project."),
  parent: Ref.optional().describe("Key of a document: what lies right under it."),
  ...PAGE,
});

export const DocumentRef = z.strictObject({ document: Ref.describe("Key or id.") });
export const DocumentInput = z.strictObject({
  document: Ref.describe("Key or id."),
  section: ShortText(1000).optional().describe('Only this section: a heading, or its path ("Rollout > Risks").'),
  outline: Flag.optional().describe("List the headings; without a section the body is left out."),
});

/** One state of a document's title and body, which never changes again. */
export const Revision = z.object({
  number: z.number().int(),
  title: z.string(),
  note: z.string(),
  author: Person.nullable(),
  via: Via.nullable(),
  length: z.number().int().describe("Characters of the body."),
  hash: z.string(),
  createdAt: Instant,
});
export type Revision = z.output<typeof Revision>;
export const RevisionText = Revision.extend({ body: z.string() });

const RevisionNumber = WholeNumber(1, 2_147_483_647);
export const RevisionsInput = z.strictObject({ document: Ref.describe("Key or id."), ...COUNTED_PAGE });
export const RevisionRef = z.strictObject({ document: Ref.describe("Key or id."), revision: RevisionNumber });
export const RestoreRevision = RevisionRef.extend({ note: Note.optional(), version: Version });

export const DiffInput = z.strictObject({
  document: Ref.describe("Key or id."),
  from: RevisionNumber.describe("Number of a revision."),
  to: RevisionNumber.describe("Number of a revision."),
});
export const Diff = z.object({
  from: Revision,
  to: Revision,
  added: z.number().int().describe("Lines."),
  removed: z.number().int().describe("Lines."),
  hunks: z.array(
    z.object({
      fromLine: z.number().int(),
      fromLines: z.number().int(),
      toLine: z.number().int(),
      toLines: z.number().int(),
      lines: z.array(z.string()).describe("Each after a space (the same), - (removed) or + (added)."),
    }),
  ),
});

export const Upload = z.strictObject({
  project: Ref.optional().describe("Key or id; project_name of the front matter where it is left out."),
  path: ShortText(1000).describe("Path of the file, by which it is found again."),
  text: Body.describe("Markdown, with or without front matter."),
  mode: z
    .enum(UPLOAD_MODES)
    .optional()
    .describe("What to do with one that is there: change it (upsert, the default), leave it (skip), or make another."),
  parent: Ref.nullish().describe("Key of the document that a new one comes under."),
  dryRun: Flag.optional().describe("Only tell what would become of it."),
});
export type Upload = z.output<typeof Upload>;
export const Uploaded = z.object({
  outcome: z.enum(["created", "updated", "unchanged", "skipped"]),
  why: z.string().nullable().describe("What to know about the outcome."),
  document: DocumentLine.nullable().describe("Null where it would be created."),
});
export type Uploaded = z.output<typeof Uploaded>;

const PROFILES = ["default", "strict"] as const;
const LEVELS = ["error", "warning", "info", "hint"] as const;
const ASKED = {
  profile: z
    .enum(PROFILES)
    .default("default")
    .describe("default: what matters in a plan; strict: every rule of form as well."),
  rules: oneOrMore(ShortText(80))
    .optional()
    .describe("Only these rules, or families of them: truth, links/broken_reference."),
};

export const DocumentCheck = z.strictObject({ document: Ref.describe("Key or id."), ...ASKED });
export const TextCheck = z.strictObject({
  text: Body.describe("Markdown."),
  kind: DocumentKind.optional().describe("What it is to be: minutes and change logs are not held to what is so today."),
  ...ASKED,
});

/** Something that a check found in a text. */
export const Finding = z.object({
  rule: z.string().describe("family/name."),
  level: z.enum(LEVELS),
  line: z.number().int().describe("From 1."),
  column: z.number().int().describe("From 1."),
  message: z.string(),
  start: z.number().int().describe("Where it begins in the text, in UTF-16 units."),
  end: z.number().int(),
  snippet: z.string().describe("The line it is in."),
  entry: z.string().nullable().describe("Key of what it is about, where it is about something."),
  confidence: z.number().describe("From 0 to 1."),
  edit: z
    .object({
      start: z.number().int(),
      end: z.number().int(),
      before: z.string(),
      after: z.string(),
      replace: Fragment.nullable().describe("Pass in replace of documents.update, with the version, to accept it."),
    })
    .nullable()
    .describe("The change that mends it and changes no meaning."),
});
export type Finding = z.output<typeof Finding>;

export const Checked = z.object({
  document: z.string().nullable().describe("Key; null for a text that is none yet."),
  version: z.number().int().nullable().describe("Of the document as it was checked."),
  total: z.number().int().describe("All that was found; items holds the first 500."),
  items: z.array(Finding),
});
export type Checked = z.output<typeof Checked>;
