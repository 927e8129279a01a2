import { z } from "zod";
import { createDocument } from "#lib/domain/documents/create-document";
import { Document } from "#lib/domain/documents/schema";
import { archiveDocument, restoreDocument } from "#lib/domain/documents/shelf";
import { updateDocument } from "#lib/domain/documents/update-document";
import { documentCard } from "../text/document-text.ts";
import { saveAnswer } from "./save.ts";
import { fieldsOf, type Tool } from "./tool.ts";

export const saveDocumentTool: Tool = {
  name: "save_document",
  description: "Write a document of a project, or with document change or move it. Prefer replace to a whole body.",
  own: "document",
  risk: "write",
  idempotent: false,
  input: z
    .object(
      fieldsOf(
        [createDocument, updateDocument],
        ["template", "addLabels", "removeLabels", "before", "after", "version", "confirm", "note"],
      ),
    )
    .partial(),
  words: { kind: "specification, note …" },
  unsaid: ["kind"],
  operations: [createDocument, updateDocument],
  call: (ctx, args) =>
    saveAnswer(
      ctx,
      {
        noun: "document",
        create: createDocument,
        update: updateDocument,
        archive: archiveDocument,
        restore: restoreDocument,
        output: Document,
        card: documentCard,
      },
      args,
    ),
};
