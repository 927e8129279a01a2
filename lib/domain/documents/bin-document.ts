import { defineOperation } from "#lib/core/operation";
import { publicDocument } from "./document-row.ts";
import { moveDocumentShelf } from "./move-document-shelf.ts";
import { requireShelvedDocument } from "./queries.ts";
import { Document, DocumentRef } from "./schema.ts";

export const binDocument = defineOperation({
  name: "documents.bin",
  summary: "Move a document to the bin with what lies under it; it can be restored.",
  access: "write",
  reach: "projects",
  rest: "DELETE /documents/:document",
  input: DocumentRef,
  output: Document,
  authorize: (ctx, { document }) => requireShelvedDocument(ctx, document),
  handle: async (ctx, _input, document) => publicDocument(await moveDocumentShelf(ctx, document, "binned")),
});
