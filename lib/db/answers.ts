import { newId } from "#lib/core/ids";
import type { RememberedCall } from "./database.ts";
import type { Reader, Transaction } from "./transaction.ts";

/** How long the first answer to an idempotency key is kept, in milliseconds. */
const KEPT = 24 * 60 * 60 * 1000;

export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
}

export async function rememberedAnswer(reader: Reader, call: RememberedCall, now: Date) {
  const { actor, operation, key } = call;
  const found = await reader.idempotencyKey.findUnique({ where: { actor_operation_key: { actor, operation, key } } });
  if (!found || found.createdAt.getTime() < now.getTime() - KEPT) return null;
  return { bodyHash: found.bodyHash, response: found.response };
}

export async function rememberAnswer(
  tx: Transaction,
  { at, response, ...call }: RememberedCall & { at: Date; response: unknown },
): Promise<void> {
  await tx.idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(at.getTime() - KEPT) } } });
  await tx.idempotencyKey.createMany({
    data: [{ id: newId(), createdAt: at, ...call, response: JSON.parse(JSON.stringify(response)) }],
  });
}
