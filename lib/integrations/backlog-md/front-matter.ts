import { parseDocument } from "yaml";

export type Fields = Readonly<Record<string, unknown>>;

const FENCED = /^---[ \t]*\n([\s\S]*?)\n?^---[ \t]*(?:\n|$)/m;

/**
 * Splits a task file into the fields of its front matter (every scalar as the text that stands there) and its body.
 * Null where it has none; throws an Error whose message says what is wrong with the YAML.
 */
export function readFrontMatter(text: string): { fields: Fields; body: string } | null {
  const match = text.startsWith("---") ? FENCED.exec(text) : null;
  if (match?.index !== 0) return null;
  // One line more, so that complaints name the lines of the file.
  const fields = parse(`\n${match[1] ?? ""}`);
  return { fields, body: text.slice(match[0].length) };
}

function parse(yaml: string): Fields {
  const first = parseDocument(yaml, { schema: "failsafe" });
  const document = first.errors.length === 0 ? first : parseDocument(quoted(yaml), { schema: "failsafe" });
  const [error] = first.errors;
  if (document.errors.length > 0 && error) throw new Error(problem(error.message));
  const fields: unknown = document.toJS();
  if (!fields || typeof fields !== "object" || Array.isArray(fields)) throw new Error("holds no fields");
  return fields as Fields;
}

/** Old Backlog.md wrote handles bare, which YAML reserves: `assignee: @ada`, `- @ada`, `[@ada, @ben]`. */
function quoted(yaml: string): string {
  return yaml
    .replace(/^(\s*(?:[\w-]+:[ \t]+|-[ \t]+))([@`][^\n"]*?)[ \t]*$/gm, '$1"$2"')
    .replace(/^(\s*[\w-]+:[ \t]+)\[([^\]"'\n]*@[^\]"'\n]*)\]/gm, (_, before: string, inside: string) => {
      const items = inside.split(",").map((item) => item.trim());
      return `${before}[${items.map((item) => `"${item}"`).join(", ")}]`;
    });
}

/** The first line of a YAML complaint, without the excerpt below it. */
function problem(message: string): string {
  return (message.split("\n")[0] ?? message).replace(/:$/, "");
}

/** A field as one line of text; null where it is absent or empty. */
export function textField(fields: Fields, name: string): string | null {
  const value = fields[name];
  if (typeof value !== "string") return null;
  const text = value.trim();
  return text === "" || text === "null" || text === "~" ? null : text;
}

/** A field as a list of texts; one text counts as a list of one. */
export function listField(fields: Fields, name: string): string[] {
  const value = fields[name];
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => (typeof item === "string" && item.trim() !== "" ? [item.trim()] : []));
}
