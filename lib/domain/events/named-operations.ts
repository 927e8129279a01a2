import type { Reader, Transaction } from "#lib/db/transaction";

/** The operations that something was written by, in their order; each is found by the one before it in an index. */
export async function knownOperations(db: Reader | Transaction): Promise<string[]> {
  const rows = await db.$queryRawUnsafe<{ operation: string | null }[]>(
    `WITH RECURSIVE known("operation") AS (
       SELECT MIN("operation") FROM "Event"
       UNION ALL
       SELECT (SELECT MIN(e."operation") FROM "Event" e WHERE e."operation" > known."operation")
       FROM known WHERE known."operation" IS NOT NULL
     ) SELECT "operation" FROM known`,
  );
  return rows.flatMap(({ operation }) => operation ?? []);
}

/** Those that are meant by names: `keys.create` is itself, `keys` is all that begin so. */
export async function namedOperations(db: Reader | Transaction, names: readonly string[]): Promise<string[]> {
  const known = await knownOperations(db);
  return known.filter((operation) => names.some((name) => operation === name || operation.startsWith(`${name}.`)));
}
