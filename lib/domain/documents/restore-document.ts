import { defineOperation } from "#lib/core/operation";
import { publicDocument } from "./document-row.ts";
import { moveDocumentShelf } from "./move-document-shelf.ts";
import { requireShelvedDocument } from "./queries.ts";
import { Document, DocumentRef } from "./schema.ts";

export const restoreDocument = defineOperation({
  name: "documents.restore",
  summary: "Bring a document back from the bin or the archive, with what went there with it.",
  access: "write",
  reach: "projects",
  rest: "POST /documents/:document/restore",
  input: DocumentRef,
  output: Document,
  authorize: (ctx, { document }) => requireShelvedDocument(ctx, document),
  handle: async (ctx, _input, document) => publicDocument(await moveDocumentShelf(ctx, document, "live")),
});
