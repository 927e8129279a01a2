import type { ReadContext, WriteContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { resolveReferences } from "#lib/domain/issues/references";
import type { LabelSlot } from "#lib/domain/labels/queries";
import type { ProjectSlot } from "#lib/domain/projects/queries";
import { filledTemplate, requireTemplate } from "#lib/domain/templates/queries";
import type { StoredDocument } from "./document-row.ts";
import { insertDocument } from "./insert-document.ts";
import { type Parent, requireParent } from "./require-parent.ts";
import type { NewDocument } from "./schema.ts";

interface Named {
  project: ProjectSlot;
  labels: readonly LabelSlot[];
  parent: Parent | null;
}

/** Finds what a new document names. Throws `invalid` for what is not there. */
export async function namedByNewDocument(ctx: ReadContext, input: NewDocument): Promise<Named> {
  const inTurn = Boolean(input.parent);
  const { project, labels } = await resolveReferences(ctx, { project: input.project, labels: input.labels, inTurn });
  if (!project) throw new Error("unreachable: the project was required");
  const child = { id: null, key: "", projectId: project.id };
  return { project, labels, parent: input.parent ? await requireParent(ctx, input.parent, child) : null };
}

/** The template that a new document begins with; null for none. Throws `invalid` where there is none of that name. */
export function templateOf({ template, body }: Pick<NewDocument, "template" | "body">) {
  if (template !== undefined && body !== undefined) throw invalidField("template", "Give body or template, not both.");
  return template === undefined ? null : requireTemplate(template);
}

/** Writes a new document, blank or from a template, and says so. */
export function addDocument(ctx: WriteContext, input: NewDocument, named: Named): Promise<StoredDocument> {
  const { title } = input;
  const template = templateOf(input);
  const words = { title, project: named.project.name, author: ctx.actor.user.name, date: ctx.today };
  return insertDocument(ctx, {
    ...named,
    title,
    body: template ? filledTemplate(template, words) : (input.body ?? ""),
    kind: input.kind ?? template?.kind ?? "note",
    status: input.status ?? "draft",
  });
}
