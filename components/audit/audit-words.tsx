import { changeWords } from "#components/events/change-words";
import { browserWords } from "#components/people/browser-words";
import { isolated } from "#components/ui/isolated";
import type { Event } from "#lib/domain/events/schema";
import { KINDS } from "#lib/domain/kinds";

/** What an event did to the first of its things. */
export function auditWords(event: Event): string {
  const [first] = event.changes;
  if (!first) return "";
  if (first.kind in KINDS || first.kind === "job" || first.kind === "session") {
    return changeWords({ ...event, changes: [first] }, first.id).join(", ");
  }
  if (first.kind === "sign_in") return signInWords(first.fields);
  const fields = Object.entries(first.fields).filter(([name]) => name !== "created");
  return fields
    .map(([name, [before, after]]) => `${name} ${[before, after].flatMap(valueWords).join(" → ")}`)
    .join(", ");
}

function signInWords({ created, failed, browser }: Event["changes"][number]["fields"]): string {
  if (failed) return `was refused: ${String(failed[1])}`;
  return created ? `signed in with ${browserWords(String(browser?.[1] ?? ""))}` : "ended a sign-in";
}

/** A plain value in words; nothing where there is none. */
function valueWords(value: unknown): string[] {
  if (value === null || value === undefined || value === "") return [];
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return [isolated(text.length > 80 ? `${text.slice(0, 79)}…` : text)];
}
