import { invalidField } from "#lib/core/errors";

/** Refuses an end before the beginning; `path` is the field of the end. */
export function requireOrder(startDate: string | null, endDate: string | null, path: string): void {
  if (startDate !== null && endDate !== null && endDate < startDate)
    throw invalidField(path, `Lies before the start, ${startDate}. Choose a later date or change the start.`);
}
