import { readFileSync } from "node:fs";
import { TurboError } from "#lib/core/errors";
import { requireUtf8 } from "#lib/core/utf8";

/** The text of a file, or of standard input for `-`. Throws `not_found`, which says what is wanted, and `malformed`. */
export function readText(file: string, wanted: string): string {
  return file === "-" ? readStdin() : requireUtf8(bytesOf(file, wanted), file);
}

function bytesOf(file: string, wanted: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new TurboError("not_found", `${file} cannot be read. Give ${wanted}, or - for standard input.`, {
      cause: error,
    });
  }
}

let read: string | null = null;

/** Standard input as text, without the line break at its end; several fields may name it. */
export function readStdin(): string {
  read ??= requireUtf8(readFileSync(0), "Standard input").replace(/\r?\n$/, "");
  return read;
}
