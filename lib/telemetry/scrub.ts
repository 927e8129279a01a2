import { secretHider } from "#lib/core/hide-secrets";

/** What errors say at most, in characters. */
const LONGEST = 500;

/** Takes out of what an error says whatever somebody may have written, sent or is called. */
export function scrubber(secrets: readonly (string | null)[]): (text: string) => string {
  const hide = secretHider(secrets);
  return (text) => withoutNames(hide(plainLines(text))).slice(0, LONGEST);
}

/** The first line and the last: between them Prisma and others print what they were given. */
function plainLines(text: string): string {
  const lines = text.split("\n").flatMap((line) => line.trim() || []);
  return lines.length < 2 ? (lines[0] ?? "") : `${lines[0]} … ${lines.at(-1)}`;
}

/** Names of code stay: `map`, `prisma.issue.create()`. */
const OF_CODE = /^[\w$.-]{0,40}(\(\))?$/;

function withoutNames(text: string): string {
  return text
    .replace(/[^\s@"'<(,;:=]+@[^\s@"'>),;:]+/g, "…@…")
    .replace(/\?[^\s"'?]*=[^\s"']*/g, "?…")
    .replace(/(["'`])(.*?)\1/gs, (whole, mark: string, inner: string) =>
      OF_CODE.test(inner) ? whole : `${mark}…${mark}`,
    )
    .replace(/\b[0-9a-f]{32,}\b|\b[\w-]{60,}\b/gi, "…");
}
