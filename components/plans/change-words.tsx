import { HEALTH_WORDS, PLAN_STATUS_WORDS } from "#components/plans/words";
import { dayWords } from "#components/ui/time-words";
import type { Event } from "#lib/domain/events/schema";

type Change = Event["changes"][number];

/** What happened to an initiative, a milestone or a status update, as the ends of a sentence. */
export function planWords({ kind, fields }: Change): string[] {
  if (kind === "status_update") return [updateWords(fields)];
  if (fields.created) return [kind === "initiative" ? "started the initiative" : "set the milestone"];
  return Object.entries(fields).flatMap(([field, [before, after]]) => fieldWords(field, before, after) ?? []);
}

function updateWords({ created, shelf, health }: Change["fields"]): string {
  if (created) return `posted a status update: ${lower(HEALTH_WORDS, health?.[1])}`;
  if (shelf) return shelf[1] === "binned" ? "moved a status update to the bin" : "restored a status update";
  return "edited a status update";
}

function fieldWords(field: string, before: unknown, after: unknown): string | null {
  const day = (words: string) =>
    after ? `set the ${words} to ${dayWords(String(after), Date.now())}` : `cleared the ${words}`;
  switch (field) {
    case "title":
      return `renamed it from “${String(before)}”`;
    case "description":
      return before === "" ? "wrote the description" : "edited the description";
    case "status":
      return `changed status from ${lower(PLAN_STATUS_WORDS, before)} to ${lower(PLAN_STATUS_WORDS, after)}`;
    case "health":
      return after ? `set the health to ${lower(HEALTH_WORDS, after)}` : "cleared the health";
    case "owner":
      return after ? `gave it to ${String(after)}` : `took it from ${String(before)}`;
    case "startDate":
      return day("start");
    case "targetDate":
      return day("target");
    case "dueDate":
      return day("due date");
    case "projects":
      return projectsWords(list(before), list(after));
    case "shelf":
      return after === "binned" ? "moved it to the bin" : after === "archived" ? "archived it" : "restored it";
    case "leftOpen":
      return Number(after) > 0 ? `left ${Number(after)} of its issues open` : null;
    case "undid":
      return null;
    default:
      return `changed ${field}`;
  }
}

function projectsWords(before: readonly string[], after: readonly string[]): string {
  const added = after.filter((key) => !before.includes(key));
  const dropped = before.filter((key) => !after.includes(key));
  return [
    added.length > 0 ? `added ${added.join(", ")}` : "",
    dropped.length > 0 ? `took ${dropped.join(", ")} out` : "",
  ]
    .filter(Boolean)
    .join(" and ");
}

function lower(words: Readonly<Record<string, string>>, value: unknown): string {
  return (words[String(value)] ?? String(value)).toLowerCase();
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
