import type { Event } from "#lib/domain/events/schema";
import { oneLine, shorten } from "./one-line.ts";
import { minute } from "./quoted.ts";

/** One event: number, time, who by what means, and the changed fields of each subject. */
export function eventLine(event: Event): string {
  const { actor } = event;
  const means = [
    actor.key && `key "${oneLine(actor.key)}"`,
    event.session && `session ${oneLine(event.session)}`,
    event.door,
  ];
  const changes = event.changes.map(changeText);
  return `#${event.number}  ${minute(event.at)}  @${actor.handle} (${means.filter(Boolean).join(", ")})  ${changes.join(" | ")}`;
}

/** What was changed of one thing: each field before and after. */
export function changeText({ kind, key, fields }: Pick<Event["changes"][number], "kind" | "key" | "fields">): string {
  return `${kind} ${oneLine(key)}: ${fieldsText(fields)}`;
}

function fieldsText(fields: Event["changes"][number]["fields"]): string {
  const changed = Object.entries(fields);
  const name = fields.title ?? fields.name;
  if ("created" in fields) return `created${name ? ` "${valueText(name[1])}"` : ""}`;
  return changed.map(([name, [before, after]]) => `${name} ${valueText(before)} → ${valueText(after)}`).join(", ");
}

function valueText(value: unknown): string {
  if (value === null || value === "") return "nothing";
  if (typeof value === "string") return shorten(value, 60);
  if (typeof value === "object" && "hash" in value) return "a long text";
  return shorten(JSON.stringify(value), 60);
}
