/** An id taken apart: `BACK-24.02` is prefix BACK and numbers 24, 2. */
export interface TaskId {
  /** As written, in upper case. */
  id: string;
  /** Null where the id is a bare number, or no id of this form at all. */
  prefix: string | null;
  /** Empty where the id has another form. */
  numbers: readonly number[];
}

const FORM = /^(?:([A-Z][A-Z0-9_]*)-)?(\d{1,9}(?:\.\d{1,9})*)$/;

export function readTaskId(text: string): TaskId {
  const id = text.trim().toUpperCase();
  const match = FORM.exec(id);
  return { id, prefix: match?.[1] ?? null, numbers: match?.[2]?.split(".").map(Number) ?? [] };
}

/** One name for all ways to write an id: `task-4.02`, `BACK-4.2` and `4.2` where BACK is the folder's own prefix. */
export function canonicalId({ id, prefix, numbers }: TaskId, ownPrefix: string): string {
  return numbers.length === 0 ? id : `${prefix ?? ownPrefix}-${numbers.join(".")}`;
}

/** In the order people expect: by prefix, then number by number. */
export function compareIds(a: TaskId, b: TaskId): number {
  const [left, right] = [a.prefix ?? "", b.prefix ?? ""];
  if (left !== right) return left < right ? -1 : 1;
  for (let place = 0; place < Math.max(a.numbers.length, b.numbers.length); place++) {
    const difference = (a.numbers[place] ?? -1) - (b.numbers[place] ?? -1);
    if (difference !== 0) return difference;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
