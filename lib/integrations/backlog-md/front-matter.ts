import { readYaml } from "#lib/core/read-yaml";

export type Fields = Readonly<Record<string, unknown>>;

const FENCED = /^---[ \t]*\n([\s\S]*?)\n?^---[ \t]*(?:\n|$)/m;

/** A line of fields; a block that begins otherwise is a text between two rules. */
const FIELD = /^[ \t]*(?:["'{?]|[\w][\w .-]*:(?:\s|$))/;

/**
 * Splits a task file into the fields of its front matter (every scalar as the text that stands there) and its body.
 * Null where it has none; throws an Error whose message says what is wrong with the YAML.
 */
export function readFrontMatter(text: string): { fields: Fields; body: string } | null {
  const match = text.startsWith("---") ? FENCED.exec(text) : null;
  if (match?.index !== 0) return null;
  const begins = match[1]?.split("\n").find((line) => line.trim() !== "" && !/^\s*#/.test(line)) ?? "";
  if (!FIELD.test(begins)) return null;
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
