// Control characters would move the cursor, colour or even answer for the reader of a terminal.
const CONTROL = /\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/gu;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A text in which every character that would steer a terminal, line breaks among them, stands as its code. */
export function escapeControls(text: string): string {
  return text.replace(CONTROL, escaped);
}
