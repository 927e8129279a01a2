import { z } from "zod";
import { Body, Ref, Title } from "#lib/core/fields";
import { fold } from "#lib/core/fold";
import { LongText } from "#lib/core/long-text";
import { type FieldTable, type KeptField, NOWHERE, type Pointer, type ToldField } from "#lib/domain/field-table";

export const DOCUMENT_KINDS = [
  "specification",
  "requirements",
  "design",
  "user_guide",
  "api_doc",
  "readme",
  "changelog",
  "meeting_notes",
  "research",
  "note",
] as const;
export const DocumentKind = z.enum(DOCUMENT_KINDS);
export type DocumentKind = z.output<typeof DocumentKind>;

/** In the order of the flow. */
export const DOCUMENT_STATUSES = ["draft", "in_review", "approved", "published", "archived"] as const;
export const DocumentStatus = z.enum(DOCUMENT_STATUSES);
export type DocumentStatus = z.output<typeof DocumentStatus>;

export const DOCUMENT_FIELDS = {
  title: { given: Title, columns: (title: string) => ({ title, titleFold: fold(title) }) },
  body: {
    given: Body.describe("Markdown, up to 1 MB."),
    columns: (body: string) => ({ body }),
    told: (body: string) => new LongText(body),
  },
  kind: { given: DocumentKind },
  status: { given: DocumentStatus },
  parent: {
    given: Ref.nullable().describe("Key of the document that it lies under; null for the top level."),
    fresh: NOWHERE,
    columns: ({ id }: Pointer) => ({ parentId: id }),
    told: ({ name }: Pointer) => name,
    reveals: "keys",
  },
  labels: {
    given: z.array(Ref).max(50).describe("Label names; replaces the list."),
    fresh: [],
    columns: (_names: string[]) => ({}),
    undo: "elements",
  },
} as const satisfies FieldTable;

/** What a document has besides what people give. */
export const DOCUMENT_KEPT = {
  ...DOCUMENT_FIELDS,
  rank: { columns: (rank: string) => ({ rank }) },
  source: { fresh: null, columns: (source: string | null) => ({ source }), undo: "value" },
  properties: { fresh: {}, columns: (properties: object) => ({ properties }) },
} as const satisfies Record<string, KeptField>;

/** What events tell of documents besides. */
export const DOCUMENT_TOLD = { revision: { undo: "note" } } as const satisfies Record<string, ToldField>;
