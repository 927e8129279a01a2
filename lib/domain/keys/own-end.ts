import type { ReadContext } from "#lib/core/context";

/** When the key ends that asks; null for never, and for a person in the browser. */
export async function findOwnEnd({ actor, db }: ReadContext): Promise<Date | null> {
  if (!actor.key) return null;
  return (await db.apiKey.findUnique({ where: { id: actor.key.id }, select: { expiresAt: true } }))?.expiresAt ?? null;
}

/** Whether one end is no later than another; null is never. */
export function endsWithin(end: Date | null, limit: Date | null): boolean {
  return limit === null || (end !== null && end <= limit);
}
