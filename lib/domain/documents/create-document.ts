import { defineOperation } from "#lib/core/operation";
import { similarTo } from "#lib/domain/subjects/similar-to";
import { addDocument, namedByNewDocument } from "./add-document.ts";
import { publicDocument } from "./document-row.ts";
import { FiledDocument, NewDocument } from "./schema.ts";

export const createDocument = defineOperation({
  name: "documents.create",
  summary: "Write a document in a project, blank or from a template.",
  access: "write",
  reach: "projects",
  rest: "POST /documents",
  input: NewDocument,
  output: FiledDocument,
  authorize: namedByNewDocument,
  async handle(ctx, input, named) {
    const made = await addDocument(ctx, input, named);
    const look = { kind: "document" as const, project: named.project, title: input.title, except: made.id };
    return { ...publicDocument(made), similar: await similarTo(ctx, look, input) };
  },
});
