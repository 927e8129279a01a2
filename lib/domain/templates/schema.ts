import { z } from "zod";
import { Ref } from "#lib/core/fields";
import { DocumentKind } from "#lib/domain/documents/fields";

/** A beginning for documents. */
export const TemplateLine = z.object({
  name: z.string().describe("Pass as template to documents.create."),
  title: z.string(),
  description: z.string(),
  kind: DocumentKind,
  own: z.boolean().describe("True for one of the templates folder, false for one that comes with Turbo."),
});
export type TemplateLine = z.output<typeof TemplateLine>;
export const Template = TemplateLine.extend({
  body: z.string().describe("Markdown with {{title}}, {{project}}, {{author}} and {{date}}."),
});
export type Template = z.output<typeof Template>;

export const Templates = z.object({ items: z.array(TemplateLine) });
export const TemplateRef = z.strictObject({ template: Ref.describe("Name of the template.") });
