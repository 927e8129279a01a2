import { TurboError } from "#lib/core/errors";
import { noSuch } from "#lib/core/likeliest";
import { readFrontMatter, textField } from "#lib/domain/documents/front-matter";
import { kindOf } from "#lib/domain/documents/kind-of";
import type { Template } from "./schema.ts";
import { type TemplateFile, templateFiles } from "./template-source.ts";

/** Every template, those of the templates folder before those that come with Turbo and over ones of the same name. */
export function findTemplates(): Template[] {
  const all = templateFiles().map(toTemplate);
  const own = all.filter((template) => template.own);
  const others = all.filter((template) => !template.own && !own.some(({ name }) => name === template.name));
  return [...own, ...others];
}

/** The template of a name. Throws `invalid` naming the likeliest. */
export function requireTemplate(name: string): Template {
  const all = findTemplates();
  const found = all.find((template) => template.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const names = all.map((template) => template.name);
  const message = noSuch("template", name, names);
  throw new TurboError("invalid", message, { fields: [{ path: "template", message, allowed: names.slice(0, 20) }] });
}

/** The text of a template with its words filled in. */
export function filledTemplate(
  { body }: Template,
  values: Record<"title" | "project" | "author" | "date", string>,
): string {
  return body.replace(/\{\{\s*(title|project|author|date)\s*\}\}/g, (_, name: keyof typeof values) => values[name]);
}

function toTemplate({ name, text, own }: TemplateFile): Template {
  const read = readFrontMatter(text);
  const fields = "fields" in read ? read.fields : {};
  return {
    name,
    title: textField(fields, "title") ?? name,
    description: textField(fields, "description") ?? "",
    kind: kindOf(textField(fields, "kind") ?? textField(fields, "doc_type") ?? name) ?? "note",
    own,
    body: "fields" in read ? read.body.replace(/^\n+/, "") : text,
  };
}
