import { DOCUMENT_STATUS_WORDS, KIND_WORDS } from "#components/documents/words";
import { fieldWords } from "#components/events/field-words";
import type { Event } from "#lib/domain/events/schema";

type Change = Event["changes"][number];

/** What an event did to a document, as the ends of a sentence that begins with who. */
export function documentWords({ fields, key }: Change): string[] {
  if (fields.created) return [fields.source?.[1] ? `loaded ${key} from ${String(fields.source[1])}` : `wrote ${key}`];
  return Object.entries(fields).flatMap(([field, [before, after]]) => wordsOf(field, before, after, fields) ?? []);
}

function wordsOf(field: string, before: unknown, after: unknown, fields: Change["fields"]): string | null {
  switch (field) {
    case "body":
      return `edited the text${fields.revision ? `, revision ${String(fields.revision[1])}` : ""}`;
    case "status":
      return `changed status from ${named(DOCUMENT_STATUS_WORDS, before)} to ${named(DOCUMENT_STATUS_WORDS, after)}`;
    case "kind":
      return `made it ${named(KIND_WORDS, after)}`;
    case "rank":
      return fields.parent ? null : "moved it in the order";
    case "labels":
      return Array.isArray(after) && after.length > 0 ? `set the labels to ${after.join(", ")}` : "dropped its labels";
    default:
      return fieldWords(field, before, after) ?? null;
  }
}

function named(words: Readonly<Record<string, string>>, value: unknown): string {
  return words[String(value)] ?? String(value);
}
