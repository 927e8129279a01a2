import type { z } from "zod";
import { makeApiKey } from "#lib/core/api-key";
import { lostRace } from "#lib/core/conflict";
import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { requireNoAgent, requireNoReplay } from "#lib/domain/people/policy";
import { findKeys, keySubject, requireKey } from "./key-rows.ts";
import { endsWithin, findOwnEnd } from "./own-end.ts";
import { CreatedApiKey, KeyRotation } from "./schema.ts";

export const rotateKey = defineOperation({
  name: "keys.rotate",
  summary: "Give an API key a new secret, shown this once; the old one works for a while longer.",
  access: "write",
  reach: "account",
  rest: "POST /keys/:key/rotate",
  input: KeyRotation,
  output: CreatedApiKey,
  authorize: requireRotatable,
  async handle(ctx, { overlap }, key) {
    const { secret, prefix, hash } = makeApiKey();
    const oldEndsAt = overlap > 0 ? new Date(ctx.now.getTime() + overlap) : null;
    const old = { oldHash: oldEndsAt && key.hash, oldEndsAt };
    const { count } = await ctx.db.apiKey.updateMany({
      where: { id: key.id, hash: key.hash, revokedAt: null },
      data: { hash, prefix, ...old, updatedAt: ctx.now, version: { increment: 1 } },
    });
    if (count === 0) throw lostRace();
    ctx.changed({
      ...keySubject({ id: key.id, prefix }),
      fields: { prefix: [key.prefix, prefix], oldEndsAt: [null, (oldEndsAt ?? ctx.now).toISOString()] },
    });
    const [shown] = await findKeys(ctx, [key.id]);
    if (!shown) throw new Error("a key that was just written is gone");
    return { ...shown, secret };
  },
});

/** A key that works, of whose secrets one at most is still to end, and that does not outlive the key that asks. */
async function requireRotatable(ctx: WriteContext, { key: ref, overlap }: z.output<typeof KeyRotation>) {
  requireNoReplay(ctx);
  requireNoAgent(ctx.actor, "The secret of a key");
  const key = await requireKey(ctx, ref);
  if (key.revokedAt) throw new TurboError("refused", `The key "${key.name}" is revoked. Make another.`);
  if (key.expiresAt && key.expiresAt <= ctx.now) {
    throw new TurboError("refused", `The key "${key.name}" has expired. Make another.`);
  }
  if (!endsWithin(key.expiresAt, await findOwnEnd(ctx))) {
    throw new TurboError("forbidden", `The key "${key.name}" outlives yours, so yours gets no secret of it.`);
  }
  if (overlap > 0 && key.oldEndsAt && key.oldEndsAt > ctx.now) {
    throw new TurboError(
      "refused",
      `The key "${key.name}" was rotated already, and its old secret works until ${key.oldEndsAt.toISOString()}. Give overlap 0 to end both that and the present one at once.`,
      { fields: [{ path: "overlap", message: "An old secret still works. Give 0 to end both at once." }] },
    );
  }
  return key;
}
