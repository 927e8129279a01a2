import { invalidField } from "#lib/core/errors";

const LONGEST = 200;
/** Control characters, and marks that turn the direction of text so that `gpj.exe` looks like `exe.jpg`. */
const UNWANTED = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * The name that a file gets: the last part of a path, on one line, without characters that hide what it is, at most 200
 * characters with its extension kept. Throws `invalid` where nothing is left.
 */
export function fileName(given: string): string {
  const last = given.toWellFormed().normalize("NFC").replace(UNWANTED, "").split(/[/\\]/).at(-1) ?? "";
  const name = last.replace(/\s+/g, " ").replace(/^ +|[ .]+$/g, "");
  if (name === "") throw invalidField("name", "The file has no name. Give it one, like screenshot.png.");
  if (name.length <= LONGEST) return name;
  const extension = /\.[^.]{1,20}$/.exec(name)?.[0] ?? "";
  return `${name
    .slice(0, LONGEST - extension.length)
    .toWellFormed()
    .replace(/\uFFFD$/, "")}${extension}`;
}

/** The extension of a name in lower case, without its dot; empty where there is none. */
export function extensionOf(name: string): string {
  return /[^.]\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}
