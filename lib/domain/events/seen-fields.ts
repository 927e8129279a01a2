import type { Event } from "./schema.ts";

type Fields = Event["changes"][number]["fields"];

/** The fields of a change that name other things by their keys. */
const NAMING = new Set([
  "parent",
  "links",
  "blockedBy",
  "discoveredFrom",
  "governsIssues",
  "governsDocuments",
  "governsInitiatives",
  "initiative",
  "milestone",
  "projects",
  "supersedes",
  "supersededBy",
  "rechecked",
]);

/** The fields of a change without what lies beyond `keys`, those of projects and initiatives; null when nothing is left to tell. */
export function seenFields(fields: Fields, keys: ReadonlySet<string>): Fields | null {
  const entries = Object.entries(fields);
  const left = entries.flatMap(([name, [was, is]]): [string, [unknown, unknown]][] => {
    if (!NAMING.has(name)) return [[name, [was, is]]];
    const seen: [unknown, unknown] = [seenValue(was, keys), seenValue(is, keys)];
    return JSON.stringify(seen[0]) === JSON.stringify(seen[1]) ? [] : [[name, seen]];
  });
  return left.length === 0 && entries.length > 0 ? null : Object.fromEntries(left);
}

function seenValue(value: unknown, keys: ReadonlySet<string>): unknown {
  if (typeof value === "string") {
    if (keys.has(value)) return value;
    const project = value.slice(0, value.lastIndexOf("-"));
    // Decisions of the whole workspace (DEC-7) are there for everybody.
    return project === "DEC" || keys.has(project) ? value : null;
  }
  if (Array.isArray(value)) return value.filter((one) => seenValue(one, keys) !== null);
  if (value && typeof value === "object" && "issue" in value) return seenValue(value.issue, keys) && value;
  return value;
}
