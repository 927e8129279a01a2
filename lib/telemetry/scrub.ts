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

/** A name of code, `map` or `prisma.issue.create()`, stays where what stands in quotes can be nothing else. */
const QUOTED = /(\((?:reading|setting) )?(["'`])(.*?)\2/gs;
/** What was no JSON has quotes of its own, of which none pairs with those around it. */
const NO_JSON = /(?:\.\.\.)?".*"(?:\.\.\.)? (is not valid JSON)/s;
const OF_CODE = /^[\w$.-]{0,60}(\(\))?$/;

function withoutNames(text: string): string {
  return text
    .replace(NO_JSON, '"…" $1')
    .replace(/[^\s@"'<(,;:=]+@[^\s@"'>),;:]+/g, "…@…")
    .replace(/\?[^\s"'?]*=[^\s"']*/g, "?…")
    .replace(QUOTED, (whole, of: string | undefined, mark: string, inner: string) =>
      (of || mark === "`") && OF_CODE.test(inner) ? whole : `${of ?? ""}${mark}…${mark}`,
    )
    .replace(/(^|[\s(=])(?:\/[\w.@-]+){2,}/g, "$1/…")
    .replace(/\b[A-Z][A-Z\d]*-[A-Z]*\d+\b/g, "…")
    .replace(/\b[0-9a-f]{32,}\b|\b[\w-]{60,}\b/gi, "…");
}
