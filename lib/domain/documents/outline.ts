import { atxHeading } from "#lib/core/atx-heading";
import { invalidField } from "#lib/core/errors";
import { likeliest } from "#lib/core/likeliest";
import type { Heading } from "./schema.ts";

/** Between the headings of a path. */
const BELOW = " > ";

interface Placed extends Heading {
  from: number;
  to: number;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
/** What cannot be the text above an underline. */
const NO_PARAGRAPH = /^\s*$|^ {0,3}(?:[-*+>]|\d+[.)]|\|)|^ {4}|^---/;

/** The headings of a Markdown text with the sizes of their sections, code left out. */
export function outlineOf(body: string): Heading[] {
  return placedHeadings(body).map(({ from: _, to: __, ...heading }) => heading);
}

/** The text of one section, its heading included. Throws `invalid` for one that is not there, or not only once. */
export function sectionOf(body: string, wanted: string): { path: string; text: string } {
  const headings = placedHeadings(body);
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, " ").trim();
  const name = plain(wanted);
  const whole = headings.filter((heading) => plain(heading.path) === name);
  const found =
    whole.length > 0
      ? whole
      : headings.filter((heading) => plain(heading.path).endsWith(`${BELOW}${name}`) || plain(heading.title) === name);
  const [first] = found;
  const paths = headings.map((heading) => heading.path);
  if (!first) {
    const meant = likeliest(
      wanted,
      headings.map((heading) => heading.title),
    );
    const valid = paths.length === 0 ? "It has no headings." : "Read it with outline: true and take a path from there.";
    throw invalidField(
      "section",
      `There is no section "${wanted.slice(0, 80)}".${meant ? ` Did you mean "${meant}"?` : ""} ${valid}`,
      paths.slice(0, 20),
    );
  }
  const others = found.filter((heading) => heading.path !== first.path);
  if (others.length > 0) {
    const message = `"${wanted.slice(0, 80)}" stands there ${found.length} times. Give the whole path.`;
    throw invalidField("section", message, found.map((heading) => heading.path).slice(0, 20));
  }
  return { path: first.path, text: body.slice(first.from, first.to).trimEnd() };
}

/** The section that a link like #first-steps leads to, as GitHub names headings; null where none is called so. */
export function sectionAt(body: string, name: string): { path: string; text: string } | null {
  const called = (title: string) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
      .replaceAll(" ", "-");
  const found = placedHeadings(body).find(({ title }) => called(title) === name.toLowerCase());
  return found ? { path: found.path, text: body.slice(found.from, found.to).trimEnd() } : null;
}

function placedHeadings(body: string): Placed[] {
  const found: { level: number; title: string; from: number }[] = [];
  let fence: string | null = null;
  let at = 0;
  let above = { line: "", from: 0 };
  for (const line of body.split("\n")) {
    const text = line.replace(/\r$/, "");
    const mark = FENCE.exec(text)?.[1] ?? null;
    const wasCode = fence !== null;
    if (fence === null) fence = mark;
    else if (mark?.startsWith(fence) && text.trim() === mark) fence = null;
    if (!wasCode && fence === null) {
      const hashes = atxHeading(text.replace(/^ {1,3}/, ""));
      const underline = hashes ? null : UNDERLINE.exec(text)?.[1];
      if (hashes) found.push({ level: hashes.level, title: titleOf(hashes.text), from: at });
      else if (underline && !NO_PARAGRAPH.test(above.line))
        found.push({ level: underline.startsWith("=") ? 1 : 2, title: titleOf(above.line), from: above.from });
      above = { line: hashes || underline ? "" : text, from: at };
    } else above = { line: "", from: at };
    at += line.length + 1;
  }
  return withPaths(found, body.length);
}

function withPaths(found: readonly { level: number; title: string; from: number }[], end: number): Placed[] {
  const open: Placed[] = [];
  const all: Placed[] = [];
  const close = (level: number, at: number) => {
    for (let last = open.at(-1); last && last.level >= level; last = open.at(-1)) {
      last.to = at;
      last.characters = at - last.from;
      open.pop();
    }
  };
  for (const { level, title, from } of found) {
    close(level, from);
    const parent = open.at(-1);
    const heading = {
      level,
      title,
      path: parent ? `${parent.path}${BELOW}${title}` : title,
      characters: 0,
      from,
      to: end,
    };
    open.push(heading);
    all.push(heading);
  }
  close(0, end);
  return all;
}

/** A heading's words without the marks of emphasis, code and links. */
function titleOf(text: string): string {
  return text
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replace(/[*_`]{1,3}([^*_`]+)[*_`]{1,3}/g, "$1")
    .trim();
}
