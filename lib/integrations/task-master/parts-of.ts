/** What of a value are tasks: a list, one task, tasks by their ids, any of it as JSON; null where it is nothing of it. */
export function partsOf(value: unknown): readonly unknown[] | null {
  if (typeof value === "string") return value.trim() === "" ? [] : partsOfJson(value);
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return null;
  if (isTask(value)) return [value];
  const entries = Object.entries(value);
  return entries.every(([, part]) => isTask(part)) ? entries.map(([id, part]) => ({ id, ...Object(part) })) : null;
}

function partsOfJson(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? partsOf(value) : null;
  } catch {
    return null;
  }
}

/** Has it what tasks have? */
export function isTask(value: unknown): boolean {
  return isRecord(value) && ["title", "description"].some((name) => typeof value[name] === "string");
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
