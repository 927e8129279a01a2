import { escapeControls } from "#lib/core/escape-controls";

/** A text that is safe to show in a terminal: what would steer it stands as its code. */
export function printable(text: string): string {
  return text.replace(/[^\n\t]+/g, escapeControls);
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text.replace(/\s*[\r\n]+\s*/g, " ").replaceAll("\t", " "));
}
