import { EVENT_FIELDS } from "#lib/domain/events/event-fields";
import type { Meaning } from "#lib/domain/field-table";

/**
 * What can be undone, kind by kind and field by field as events name them. A field that is not here stays as it is.
 * Each kind with anything but reasons has its reverter in `reverters.ts`.
 */
export const UNDO_TABLE: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = Object.fromEntries(
  Object.entries(EVENT_FIELDS).map(([kind, fields]) => [
    kind,
    Object.fromEntries(Object.entries(fields).map(([field, { undo = "value" }]) => [field, undo])),
  ]),
);

/** Kinds of which nothing can be undone, with the reason. */
export const NEVER_UNDONE: Readonly<Record<string, string>> = {
  key: "Keys are made and revoked for good: who had the secret may have used it. Make a new key.",
  sign_in: "A sign-in that was ended stays ended. Sign in again.",
  session: "A session that was stopped is let go on by hand: resume it.",
  job: "What a job did is not undone by it. Cancel one that waits or runs, retry one that failed.",
  invitation: "An invitation is withdrawn, and another made.",
  user: "People, their names and their passwords are changed by hand, not undone.",
};

/** Is there anything in these changes that undo puts back? Whether it still can is seen when it is tried. */
export function canBeUndone(changes: readonly { kind: string; fields: object }[]): boolean {
  return changes.some(({ kind, fields }) =>
    Object.keys(fields).some((field) => {
      const meaning = UNDO_TABLE[kind]?.[field];
      return meaning !== undefined && meaning !== "note" && !(typeof meaning === "object" && "cannot" in meaning);
    }),
  );
}
