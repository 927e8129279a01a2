import { fieldWords, listWords, lowerWords, shelfWords } from "#components/events/field-words";
import { HEALTH_WORDS, PLAN_STATUS_WORDS } from "#components/plans/words";
import { dayWords } from "#components/ui/time-words";
import type { Event } from "#lib/domain/events/schema";

type Change = Event["changes"][number];

/** What happened to an initiative, a milestone or a status update, as the ends of a sentence. */
export function planWords({ kind, fields }: Change): string[] {
  if (kind === "status_update") return [updateWords(fields)];
  if (fields.created) return [kind === "initiative" ? "started the initiative" : "set the milestone"];
  return Object.entries(fields).flatMap(([field, [before, after]]) => ownWords(field, before, after) ?? []);
}

function updateWords({ created, shelf, health }: Change["fields"]): string {
  if (created) return `posted a status update: ${lowerWords(HEALTH_WORDS, health?.[1])}`;
  if (shelf) return shelfWords(shelf[1], "a status update");
  return "edited a status update";
}

function ownWords(field: string, before: unknown, after: unknown): string | null {
  const day = (words: string) =>
    after ? `set the ${words} to ${dayWords(String(after), Date.now())}` : `cleared the ${words}`;
  switch (field) {
    case "status":
      return `changed status from ${lowerWords(PLAN_STATUS_WORDS, before)} to ${lowerWords(PLAN_STATUS_WORDS, after)}`;
    case "health":
      return after ? `set the health to ${lowerWords(HEALTH_WORDS, after)}` : "cleared the health";
    case "owner":
      return after ? `gave it to ${String(after)}` : `took it from ${String(before)}`;
    case "startDate":
      return day("start");
    case "targetDate":
      return day("target");
    case "dueDate":
      return day("due date");
    case "projects":
      return listWords(
        [before, after],
        (names) => `added ${names}`,
        (names) => `took ${names} out`,
      );
    case "leftOpen":
      return Number(after) > 0 ? `left ${Number(after)} of its issues open` : null;
    default: {
      const words = fieldWords(field, before, after);
      return words === undefined ? `changed ${field}` : words;
    }
  }
}
