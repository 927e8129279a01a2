// Control characters would move the cursor, colour or even answer for the reader of a terminal.
const CONTROL = /[^\P{Cc}\n\t]|\p{Bidi_Control}/gu;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A text that is safe to show in a terminal: what would steer it stands as its code. */
export function printable(text: string): string {
  return text.replace(CONTROL, escaped);
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text.replace(/\s*[\r\n]+\s*/g, " ").replaceAll("\t", " "));
}
