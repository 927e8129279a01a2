import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { publicDocument, type StoredDocument } from "./document-row.ts";
import { moveDocumentShelf } from "./move-document-shelf.ts";
import { requireShelvedDocument, requireUsableDocument } from "./queries.ts";
import { Document, DocumentRef } from "./schema.ts";

const verb = shelfVerbs({
  kind: "document",
  reach: "projects",
  input: DocumentRef,
  output: Document,
  move: async (ctx, document: StoredDocument, shelf) => publicDocument(await moveDocumentShelf(ctx, document, shelf)),
});

export const archiveDocument = verb("archive", {
  summary: "Hide a document that is done with from lists, with what lies under it.",
  find: requireUsableDocument,
});
export const binDocument = verb("bin", {
  summary: "Move a document to the bin with what lies under it; it can be restored.",
  find: requireShelvedDocument,
});
export const restoreDocument = verb("restore", {
  summary: "Bring a document back from the bin or the archive, with what went there with it.",
  find: requireShelvedDocument,
});
