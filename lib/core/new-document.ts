/** The columns that a new document is written with; the others have defaults. */
export const NEW_DOCUMENT = [
  "id",
  "createdAt",
  "updatedAt",
  "projectId",
  "number",
  "title",
  "titleFold",
  "kind",
  "status",
  "parentId",
  "rank",
  "authorId",
  "source",
  "sourceHash",
  "properties",
  "body",
] as const;

export type NewDocumentRow = Readonly<
  Record<(typeof NEW_DOCUMENT)[number], string | number | boolean | null | Date | object>
>;
