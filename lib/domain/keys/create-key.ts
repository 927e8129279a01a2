import type { z } from "zod";
import { hasScope } from "#lib/core/actor";
import { makeApiKey } from "#lib/core/api-key";
import type { WriteContext } from "#lib/core/context";
import { invalidField, TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { requireNoReplay } from "#lib/domain/people/policy";
import { requireLimit } from "#lib/domain/projects/limit";
import { keySubject } from "./key-rows.ts";
import { endsWithin, findOwnEnd } from "./own-end.ts";
import { CreatedApiKey, NewApiKey } from "./schema.ts";

type Input = z.output<typeof NewApiKey>;

export const createKey = defineOperation({
  name: "keys.create",
  summary: "Make an API key; its secret is shown this once.",
  access: "write",
  reach: "account",
  rest: "POST /keys",
  input: NewApiKey,
  output: CreatedApiKey,
  authorize: requireNoMoreThanOwn,
  async handle(ctx, { name, kind, scope }, { limit, expiresAt }) {
    const { secret, prefix, hash } = makeApiKey();
    const row = { id: newId(), createdAt: ctx.now, userId: ctx.actor.user.id, name, kind, scope, prefix, expiresAt };
    const { projectIds } = limit ?? {};
    await ctx.db.apiKey.createMany({
      data: [{ ...row, ...(projectIds ? { projectIds } : {}), hash, updatedAt: ctx.now }],
    });
    const projects = limit?.projects ?? null;
    ctx.changed({
      ...keySubject(row),
      fields: {
        created: [false, true],
        name: [null, name],
        kind: [null, kind],
        scope: [null, scope],
        projects: [null, projects],
        expiresAt: [null, expiresAt?.toISOString() ?? null],
      },
    });
    return {
      ...row,
      user: ctx.actor.user.handle,
      projects,
      lastUsedAt: null,
      oldEndsAt: null,
      revokedAt: null,
      secret,
    };
  },
});

/** A key is never wider than what made it: in scope, in time, and an agent makes agents' keys only. */
async function requireNoMoreThanOwn(ctx: WriteContext, input: Input) {
  const { actor } = ctx;
  requireNoReplay(ctx);
  if (!hasScope(actor, input.scope)) {
    throw new TurboError(
      "forbidden",
      `You have scope ${actor.scope}, so you cannot make a key of scope ${input.scope}.`,
    );
  }
  if (actor.key?.kind === "agent" && input.kind !== "agent") {
    throw new TurboError("forbidden", "An agent's key makes keys of kind agent only.");
  }
  const limit = input.projects ? await requireLimit(ctx, input.projects) : null;
  return { limit, expiresAt: await requireExpiry(ctx, input.expiresAt) };
}

async function requireExpiry(ctx: WriteContext, wanted: string | null | undefined): Promise<Date | null> {
  const expiresAt = wanted ? new Date(wanted) : null;
  if (expiresAt && expiresAt <= ctx.now) throw invalidField("expiresAt", "Must lie in the future.");
  const maker = await findOwnEnd(ctx);
  if (endsWithin(expiresAt, maker)) return expiresAt;
  throw new TurboError(
    "forbidden",
    `Your key ends at ${maker?.toISOString()}; one that it makes cannot end later. Give an earlier expiresAt.`,
  );
}
