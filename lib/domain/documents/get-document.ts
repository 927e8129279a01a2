import { defineOperation } from "#lib/core/operation";
import { publicDocument } from "./document-row.ts";
import { outlineOf, sectionOf } from "./outline.ts";
import { requireDocument } from "./queries.ts";
import { DocumentInput, DocumentView } from "./schema.ts";

export const getDocument = defineOperation({
  name: "documents.get",
  summary: "Read a document whole, one section of it, or only its outline.",
  access: "read",
  reach: "projects",
  rest: "GET /documents/:document",
  input: DocumentInput,
  output: DocumentView,
  authorize: (ctx, { document }) => requireDocument(ctx, document),
  handle(_ctx, { section, outline }, document) {
    const part = section ? sectionOf(document.body, section) : null;
    return {
      ...publicDocument(document),
      body: part?.text ?? (outline ? null : document.body),
      section: part?.path ?? null,
      outline: outline ? outlineOf(document.body) : null,
    };
  },
});
