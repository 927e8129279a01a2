import { z } from "zod";
import { createDocument } from "#lib/domain/documents/create-document";
import { DOCUMENT_STATUSES } from "#lib/domain/documents/fields";
import { Document } from "#lib/domain/documents/schema";
import { archiveDocument, restoreDocument } from "#lib/domain/documents/shelf";
import { updateDocument } from "#lib/domain/documents/update-document";
import { documentCard } from "../text/document-text.ts";
import { saveAnswer } from "./save.ts";
import { NAMES, REPLACE, TEXT, type Tool, VERSION_READ, YES } from "./tool.ts";

export const saveDocumentTool: Tool = {
  name: "save_document",
  description: "Write a document of a project, or with document change or move it. Prefer replace to a whole body.",
  risk: "write",
  idempotent: false,
  input: z.object({
    document: TEXT,
    project: TEXT,
    title: TEXT,
    body: TEXT,
    kind: TEXT.describe("specification, design, note …"),
    status: z.enum(DOCUMENT_STATUSES).optional(),
    parent: TEXT,
    labels: NAMES,
    replace: REPLACE,
    note: TEXT,
    confirm: YES,
    version: VERSION_READ,
  }),
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
