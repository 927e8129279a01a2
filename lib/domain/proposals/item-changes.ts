import { isDeepStrictEqual } from "node:util";
import { briefValue } from "#lib/core/brief-value";
import type { StoredItem } from "./proposal-row.ts";

/** A field of an item, as events keep it; `edited` tells whether a person changed it. */
export interface ItemField {
  item: number;
  field: string;
  value: unknown;
}

/** An item with what it became, as events keep it. */
export interface AcceptedItem {
  item: number;
  became: string | null;
  id: string | null;
}
export function acceptedItem({ number, became, becameId }: StoredItem): AcceptedItem {
  return { item: number, became, id: becameId };
}

/** An item with why it was rejected, as events keep it. */
export interface RejectedItem {
  item: number;
  reason: string;
}
export function rejectedItem({ number, reason }: StoredItem): RejectedItem {
  return { item: number, reason };
}

/** Each field in which items differ, as it was and as it is, for events. */
export function itemChanges(
  before: readonly StoredItem[],
  after: readonly StoredItem[],
): [was: ItemField[], is: ItemField[]] {
  const was: ItemField[] = [];
  const is: ItemField[] = [];
  for (const [place, { number, payload, edited }] of before.entries()) {
    const next = after[place]?.payload ?? payload;
    const isEdited = after[place]?.edited ?? edited;
    if (edited !== isEdited) {
      was.push({ item: number, field: "edited", value: edited });
      is.push({ item: number, field: "edited", value: isEdited });
    }
    for (const field of new Set([...Object.keys(payload), ...Object.keys(next)])) {
      // The order of an object's fields is the database's.
      if (isDeepStrictEqual(payload[field], next[field])) continue;
      was.push({ item: number, field, value: told(payload[field]) });
      is.push({ item: number, field, value: told(next[field]) });
    }
  }
  return [was, is];
}

function told(value: unknown): unknown {
  return typeof value === "string" ? briefValue(value) : (value ?? null);
}
