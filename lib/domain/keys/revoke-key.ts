import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { findKeys, keySubject, requireKey } from "./key-rows.ts";
import { ApiKey, KeyRef } from "./schema.ts";

export const revokeKey = defineOperation({
  name: "keys.revoke",
  summary: "Revoke an API key: it stops working at once, for good.",
  access: "write",
  reach: "self",
  rest: "DELETE /keys/:key",
  input: KeyRef,
  output: ApiKey,
  authorize: (ctx, { key }) => requireKey(ctx, key),
  async handle(ctx, _input, key) {
    if (ctx.actor.key?.kind === "agent" && ctx.actor.key.id !== key.id) {
      throw new TurboError("forbidden", "An agent's key revokes itself only. Ask a person to revoke others.");
    }
    if (key.revokedAt) ctx.unchanged();
    else {
      const stamp = { revokedAt: ctx.now, updatedAt: ctx.now, version: { increment: 1 } };
      await ctx.db.apiKey.updateMany({ where: { id: key.id, revokedAt: null }, data: stamp });
      ctx.changed({ ...keySubject(key), fields: { revokedAt: [null, ctx.now.toISOString()] } });
    }
    const [shown] = await findKeys(ctx, [key.id]);
    if (!shown) throw new Error("a key that was just read is gone");
    return shown;
  },
});
