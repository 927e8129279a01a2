import { invalidField } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { resolveReferences } from "#lib/domain/issues/references";
import { similarTo } from "#lib/domain/subjects/similar-to";
import { filledTemplate, requireTemplate } from "#lib/domain/templates/queries";
import { publicDocument } from "./document-row.ts";
import { insertDocument } from "./insert-document.ts";
import { requireParent } from "./require-parent.ts";
import { FiledDocument, NewDocument } from "./schema.ts";

export const createDocument = defineOperation({
  name: "documents.create",
  summary: "Write a document in a project, blank or from a template.",
  access: "write",
  reach: "projects",
  rest: "POST /documents",
  input: NewDocument,
  output: FiledDocument,
  async authorize(ctx, input) {
    const inTurn = Boolean(input.parent);
    const { project, labels } = await resolveReferences(ctx, { project: input.project, labels: input.labels, inTurn });
    if (!project) throw new Error("unreachable: the project was required");
    const child = { id: null, key: "", projectId: project.id };
    return { project, labels, parent: input.parent ? await requireParent(ctx, input.parent, child) : null };
  },
  async handle(ctx, input, named) {
    if (input.template !== undefined && input.body !== undefined)
      throw invalidField("template", "Give body or template, not both.");
    const { title } = input;
    const template = input.template === undefined ? null : requireTemplate(input.template);
    const words = { title, project: named.project.name, author: ctx.actor.user.name, date: ctx.today };
    const made = await insertDocument(ctx, {
      ...named,
      title,
      body: template ? filledTemplate(template, words) : (input.body ?? ""),
      kind: input.kind ?? template?.kind ?? "note",
      status: input.status ?? "draft",
    });
    const look = { kind: "document" as const, project: named.project, title, except: made.id };
    return { ...publicDocument(made), similar: await similarTo(ctx, look, input) };
  },
});
