import type { StoredEvent } from "#lib/domain/events/schema";
import type { Meaning } from "#lib/domain/field-table";
import { NEVER_UNDONE, UNDO_TABLE } from "./undo-table.ts";

/** An event as undo reads it. */
export interface PastEvent extends StoredEvent {
  /** The row on whose page it shows first. */
  subjectId: string;
}

/** One thing that one event did: to a field, to one element of a list, or to the place where a row stands. */
export interface Step {
  event: PastEvent;
  kind: string;
  id: string;
  key: string;
  projectId: string | null;
  field: string;
  /** What was added to or taken out of a list; undefined for other fields. */
  element?: unknown;
  was: unknown;
  is: unknown;
  /** The row itself was made. */
  made: boolean;
  /** Why it cannot be undone. */
  cannot: string | null;
}

/** Everything that an event did, as far as it can be undone or should be and cannot. */
export function stepsOf(event: PastEvent): Step[] {
  return event.changes.flatMap(({ kind, id, key, projectId, fields }) => {
    const step = (field: string, was: unknown, is: unknown, more: Partial<Step> = {}): Step => ({
      event,
      kind,
      id,
      key,
      projectId,
      field,
      was,
      is,
      made: false,
      cannot: null,
      ...more,
    });
    const table = UNDO_TABLE[kind];
    if (!table) {
      const cannot = NEVER_UNDONE[kind] ?? `What happens to ${kind.replaceAll("_", " ")} cannot be undone.`;
      return [step("*", null, null, { cannot })];
    }
    const made = "created" in fields;
    return Object.entries(fields).flatMap(([field, [was, is]]) => {
      const meaning: Meaning | undefined = table[field];
      if (meaning === undefined || meaning === "note") return [];
      if (meaning === "created") return [step("shelf", "binned", "live", { made: true })];
      // What a row was made with goes to the bin with it.
      if (made) return meaning === "shelf" ? [] : [step(field, null, is)];
      if (typeof meaning === "object" && "cannot" in meaning) return [step(field, was, is, { cannot: meaning.cannot })];
      if (meaning !== "elements") return [step(field, was, is)];
      return [
        ...without(was, is).map((element) => step(field, true, false, { element })),
        ...without(is, was).map((element) => step(field, false, true, { element })),
      ];
    });
  });
}

/** Names what a step is about, so that steps on the same thing are found together. */
export function slotOf({ id, field, element }: Step): string {
  return element === undefined ? `${id} ${field}` : `${id} ${field} ${JSON.stringify(element)}`;
}

function without(list: unknown, other: unknown): unknown[] {
  const there = new Set(listOf(other).map((one) => JSON.stringify(one)));
  return listOf(list).filter((one) => !there.has(JSON.stringify(one)));
}

/** A list as events keep it: whole, as the one element that came or went, or null. */
function listOf(value: unknown): unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
