import type { Context } from "#lib/core/context";
import { oneLine } from "#lib/core/one-line";
import { run } from "#lib/core/operation";
import { listReferences } from "#lib/domain/references/list-references";

/** Keys that an answer names, at most. */
const NAMED = 10;
const COUNTED = 200;

/** What names something in a text, the latest first. */
export async function backlinks(ctx: Context, on: string): Promise<string[]> {
  const { items, nextCursor } = await run(listReferences, ctx, { on, limit: COUNTED });
  const keys = [...new Set(items.map((one) => one.on.key))].filter((key) => key !== on);
  if (keys.length === 0) return [];
  const count = nextCursor ? `more than ${COUNTED}` : String(keys.length);
  const rest = keys.length > NAMED ? " …" : "";
  return [`Named in ${count}: ${keys.slice(0, NAMED).map(oneLine).join(", ")}${rest}`];
}
