import { TurboError } from "#lib/core/errors";
import type { Wanted } from "./import-target-sql.ts";

/** Refuses what has an old id or a number twice. */
export function requireDistinct(items: Wanted["items"]): void {
  const seen = new Set<string | number>();
  for (const [place, { id, number }] of items.entries()) {
    if (seen.has(id) || (number !== null && seen.has(number))) {
      const message = `${id} is there twice, or its number is.`;
      throw new TurboError("invalid", `${message} Nothing of this call was saved.`, {
        fields: [{ path: `items.${place}.id`, message }],
      });
    }
    seen.add(id);
    if (number !== null) seen.add(number);
  }
}
