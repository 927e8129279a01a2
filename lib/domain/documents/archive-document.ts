import { defineOperation } from "#lib/core/operation";
import { publicDocument } from "./document-row.ts";
import { moveDocumentShelf } from "./move-document-shelf.ts";
import { requireUsableDocument } from "./queries.ts";
import { Document, DocumentRef } from "./schema.ts";

export const archiveDocument = defineOperation({
  name: "documents.archive",
  summary: "Hide a document that is done with from lists, with what lies under it.",
  access: "write",
  reach: "projects",
  rest: "POST /documents/:document/archive",
  input: DocumentRef,
  output: Document,
  authorize: (ctx, { document }) => requireUsableDocument(ctx, document),
  handle: async (ctx, _input, document) => publicDocument(await moveDocumentShelf(ctx, document, "archived")),
});
