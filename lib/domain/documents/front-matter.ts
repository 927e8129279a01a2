import { readYaml } from "#lib/core/read-yaml";

export type Fields = Readonly<Record<string, unknown>>;

const FENCED = /^---[ \t]*\n(?:([\s\S]*?)\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)/;

/**
 * Splits a Markdown file into the fields of its front matter (every scalar as the text that stands there) and its body.
 * Without front matter there are no fields; YAML that cannot be read is answered with what is wrong with it.
 */
export function readFrontMatter(given: string): { fields: Fields; body: string } | { problem: string } {
  const text = given.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const match = FENCED.exec(text);
  if (!match) return { fields: {}, body: text };
  // One line more, so that complaints name the lines of the file.
  const read = readYaml(`\n${match[1] ?? ""}`, "failsafe");
  if ("problem" in read) return { problem: `front matter: ${read.problem}` };
  const fields = read.value ?? {};
  // A rule at the top of a text, with no fields below it, is no front matter.
  if (typeof fields !== "object" || Array.isArray(fields)) return { fields: {}, body: text };
  return { fields: fields as Fields, body: text.slice(match[0].length).replace(/^\n+/, "") };
}

/** A field as one line of text; null where it is absent or empty. */
export function textField(fields: Fields, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value !== "string") return null;
  const text = value.replace(/\s+/g, " ").trim();
  return text === "" || text === "null" || text === "~" ? null : text;
}

/** A field as a list of texts; one text counts as several with commas between. */
export function listField(fields: Fields, name: string): string[] {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const items: unknown[] = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : [];
  return items.flatMap((item) => (typeof item === "string" && item.trim() !== "" ? [item.trim()] : []));
}
