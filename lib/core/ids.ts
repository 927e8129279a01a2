import { v7 } from "uuid";

/** A new row id: UUID version 7, so that ids sort by the time they were made (now, in milliseconds, where none is given). */
export function newId(at?: number): string {
  return at === undefined ? v7() : v7({ msecs: at });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isId(text: string): boolean {
  return UUID.test(text);
}

export function idsOf(things: readonly { id: string }[]): string[] {
  return things.map(({ id }) => id);
}
