import { atxHeading } from "#lib/core/atx-heading";
import { cut } from "#lib/core/cut";
import { invalidField } from "#lib/core/errors";
import { LIMITS } from "#lib/core/fields";
import type { DocumentKind, DocumentStatus } from "./fields.ts";
import { type Fields, listField, readFrontMatter, textField } from "./front-matter.ts";
import { kindOf, statusOf } from "./kind-of.ts";
import { UPLOAD_MODES } from "./schema.ts";

type Mode = (typeof UPLOAD_MODES)[number];

/** What a Markdown file says of the document it is. */
export interface ReadUpload {
  title: string;
  body: string;
  /** Null where the file does not say. */
  kind: DocumentKind | null;
  status: DocumentStatus | null;
  labels: string[] | null;
  author: string | null;
  project: string | null;
  mode: Mode | null;
  properties: Record<string, string | object>;
}

/** Reads front matter and text of a file. Throws `invalid` for front matter that cannot be read. */
export function readUpload(path: string, text: string): ReadUpload {
  const read = readFrontMatter(text);
  if ("problem" in read) throw invalidField("text", `${read.problem}. Correct it, or leave it out.`);
  const { fields, body } = read;
  const word = textField(fields, "doc_type") ?? textField(fields, "type") ?? textField(fields, "kind");
  const kind = word === null ? null : kindOf(word);
  const statusWord = textField(fields, "status");
  const status = statusWord === null ? null : statusOf(statusWord);
  const tags = [...listField(fields, "tags"), ...listField(fields, "labels")].map((tag) => tag.replaceAll(",", " "));
  const has = ["tags", "labels"].some((name) => Object.hasOwn(fields, name));
  const labels = has ? [...new Set(tags.map((tag) => cut(tag, LIMITS.name)))].slice(0, 50) : null;
  const known = ["title", "tags", "labels", "update_mode", "mode", "project_name", "author"];
  if (kind) known.push("doc_type", "type", "kind");
  if (status) known.push("status");
  return {
    title: titleOf(path, fields, body),
    body,
    kind,
    status,
    labels,
    author: textField(fields, "author"),
    project: textField(fields, "project_name") ?? textField(fields, "project"),
    mode: modeOf(fields),
    properties: rest(fields, known),
  };
}

function modeOf(fields: Fields): Mode | null {
  const word = (textField(fields, "update_mode") ?? textField(fields, "mode"))?.toLowerCase().replace(/[\s-]+/g, "_");
  if (word === undefined) return null;
  const mode = UPLOAD_MODES.find((one) => one === word);
  if (mode) return mode;
  throw invalidField(
    "text",
    `front matter: update_mode is "${word.slice(0, 40)}"; it must be ${UPLOAD_MODES.join(", ")}.`,
  );
}

/** The front matter's title, else the first heading of the first level, else the file's name. */
function titleOf(path: string, fields: Fields, body: string): string {
  const lines = body.replace(/^(```|~~~)[\s\S]*?^\1/gm, "").split("\n");
  const heading = lines.map(atxHeading).find((one) => one?.level === 1 && one.text !== "")?.text;
  const said = textField(fields, "title") ?? heading ?? nameOf(path);
  return cut(said.replace(/\s+/g, " ").trim(), LIMITS.title).trim() || "Untitled";
}

/** A path's last part in words: docs/sign-in_flow.md is "Sign in flow". */
export function nameOf(path: string): string {
  const name = path.replace(/\/+$/, "").split("/").at(-1) ?? "";
  const words = name
    .replace(/\.(md|markdown|mdx)$/i, "")
    .replace(/[-_]+/g, " ")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The fields that have no place of their own; at most 64 KB of them. */
function rest(fields: Fields, known: readonly string[]): Record<string, string | object> {
  const kept = Object.entries(fields).filter(
    ([name, value]) => !known.includes(name) && value !== null && name !== "__proto__",
  );
  const properties = Object.fromEntries(kept) as Record<string, string | object>;
  if (JSON.stringify(properties).length > LIMITS.text)
    throw invalidField("text", `front matter: has more than ${LIMITS.text} characters beside the text.`);
  return properties;
}
