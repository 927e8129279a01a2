import { readYaml } from "#lib/core/read-yaml";

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
  const first = readYaml(yaml, "failsafe");
  const read = "problem" in first ? readYaml(quoted(yaml), "failsafe") : first;
  if ("problem" in read) throw new Error("problem" in first ? first.problem : read.problem);
  const fields = read.value;
  if (!fields || typeof fields !== "object" || Array.isArray(fields)) throw new Error("holds no fields");
  return fields as Fields;
}

/** Old Backlog.md wrote handles bare, which YAML reserves: `assignee: @ada`, `- @ada`, `[@ada, @ben]`. */
function quoted(yaml: string): string {
  return yaml
    .replace(/^([ \t]*(?:[\w-]+:[ \t]+|-[ \t]+))([@`][^\n"]*)$/gm, (_, before: string, name: string) => {
      return `${before}"${name.trimEnd()}"`;
    })
    .replace(/^([ \t]*[\w-]+:[ \t]+)\[([^\]"'\n]*)\]/gm, (whole, before: string, inside: string) => {
      if (!inside.includes("@")) return whole;
      const items = inside.split(",").map((item) => item.trim());
      return `${before}[${items.map((item) => `"${item}"`).join(", ")}]`;
    });
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
