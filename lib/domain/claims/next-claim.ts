import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { requireIssue } from "#lib/domain/issues/queries";
import { requireLiveProject } from "#lib/domain/projects/queries";
import { bestReady } from "#lib/domain/queue/best-ready";
import { queuePart } from "#lib/domain/queue/queue-part";
import { heldAlready } from "./held-already.ts";
import { lapseDue } from "./lapse-due.ts";
import { readClaims } from "./queries.ts";
import { NextClaim, Started } from "./schema.ts";
import { type Taken, takeIssue } from "./take-issue.ts";

/** Ready issues that are looked at, then how many where others were taking all of these; on SQLite nobody else writes meanwhile. */
const LOOKS = { sqlite: [1], postgres: [4, 32] };

export const nextClaim = defineOperation({
  name: "queue.claim",
  summary: "Claim the best ready issue of the queue; where you hold one already, that one is answered.",
  access: "write",
  reach: "projects",
  rest: "POST /queue/claim",
  input: NextClaim,
  output: Started,
  async authorize(ctx, { project = [] }) {
    for (const ref of project) await requireLiveProject(ctx, ref);
  },
  async handle(ctx, input) {
    await lapseDue(ctx);
    const again = input.another ? null : await ownOne(ctx);
    if (again) return again;
    const part = await queuePart(ctx, { ...input, free: true });
    for (const most of LOOKS[ctx.database.engine]) {
      const ready = await bestReady(ctx, part, most);
      for (const { id } of ready) {
        if (await holdFree(ctx, id)) return takeIssue(ctx, await requireIssue(ctx, id), input);
      }
      if (ready.length < most) break;
    }
    throw new TurboError(
      "refused",
      "Nothing that you may take is ready. The queue says why: list it with `blocked` or ask about one issue.",
    );
  },
});

/** What the actor's session holds already. */
async function ownOne(ctx: WriteContext): Promise<Taken | null> {
  const { user, key, session } = ctx.actor;
  if (key === null) return null;
  const { values, bind } = bindings(ctx.database.engine);
  const mine = `c."endedAt" IS NULL AND c."userId" = ${bind(user.id)} AND c."keyId" = ${bind(key.id)}`;
  const window = session === null ? "" : ` AND (c."session" = ${bind(session)} OR c."id" = ${bind(session)})`;
  const held = await readClaims(ctx, `${mine}${window} ORDER BY c."createdAt", c."id"`, values);
  for (const claim of held) {
    const again = await heldAlready(ctx, await requireIssue(ctx, claim.issueId));
    if (again) return again;
  }
  return null;
}

/** Keeps others from an issue until the transaction ends; false where another has it or took it meanwhile. */
async function holdFree(ctx: WriteContext, id: string): Promise<boolean> {
  if (ctx.database.engine === "sqlite") return true;
  const held = await ctx.db.$queryRawUnsafe<object[]>(
    `SELECT 1 FROM "Issue" WHERE "id" = $1 AND "status" = 'ready' FOR NO KEY UPDATE SKIP LOCKED`,
    id,
  );
  return held.length > 0;
}
