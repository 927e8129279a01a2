import { readSubjectKey } from "#lib/domain/subjects/subject-key";
import { EVENT_FIELDS } from "./event-fields.ts";
import type { Event } from "./schema.ts";

type Change = Event["changes"][number];
type Fields = Change["fields"];

/** The fields of a change without what lies beyond `keys`, those of projects and initiatives; null when nothing is left to tell. */
export function seenFields(
  { kind, fields }: Pick<Change, "kind" | "fields">,
  keys: ReadonlySet<string>,
): Fields | null {
  const entries = Object.entries(fields);
  const left = entries.flatMap(([name, [was, is]]): [string, [unknown, unknown]][] => {
    const known = EVENT_FIELDS[kind]?.[name];
    if (!known || known.reveals === "total") return [];
    if (known.reveals === undefined) return [[name, [was, is]]];
    const seen: [unknown, unknown] = [seenValue(was, keys), seenValue(is, keys)];
    return JSON.stringify(seen[0]) === JSON.stringify(seen[1]) ? [] : [[name, seen]];
  });
  return left.length === 0 && entries.length > 0 ? null : Object.fromEntries(left);
}

function seenValue(value: unknown, keys: ReadonlySet<string>): unknown {
  if (typeof value === "string") {
    return isSeenKey(value, keys) ? value : null;
  }
  if (Array.isArray(value)) return value.filter((one) => seenValue(one, keys) !== null);
  if (value && typeof value === "object") {
    if ("issue" in value) return seenValue(value.issue, keys) && value;
    if ("document" in value) return seenValue(value.document, keys) && value;
  }
  return value;
}

/** Does a key name something that may be seen by who sees the projects and initiatives of `keys`? */
export function isSeenKey(key: string, keys: ReadonlySet<string>): boolean {
  if (keys.has(key)) return true;
  const subject = readSubjectKey(key);
  // Decisions of the whole workspace (DEC-7) are there for everybody.
  return subject !== null && (subject.project === null ? subject.kind === "decision" : keys.has(subject.project));
}
