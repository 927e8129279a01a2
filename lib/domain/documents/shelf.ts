import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { publicDocument, type StoredDocument } from "./document-row.ts";
import { moveDocumentShelf } from "./move-document-shelf.ts";
import { requireShelvedDocument, requireUsableDocument } from "./queries.ts";
import { Document, DocumentRef } from "./schema.ts";

export const {
  archive: archiveDocument,
  bin: binDocument,
  restore: restoreDocument,
} = shelfVerbs({
  kind: "document",
  reach: "projects",
  input: DocumentRef,
  output: Document,
  summaries: {
    archive: "Hide a document that is done with from lists, with what lies under it.",
    bin: "Move a document to the bin with what lies under it; it can be restored.",
    restore: "Bring a document back from the bin or the archive, with what went there with it.",
  },
  find: (verb) => (verb === "archive" ? requireUsableDocument : requireShelvedDocument),
  move: async (ctx, document: StoredDocument, shelf) => publicDocument(await moveDocumentShelf(ctx, document, shelf)),
});
