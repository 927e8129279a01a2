import type { WriteContext } from "#lib/core/context";
import { findTwins } from "./find-twins.ts";
import { requireNoTwin } from "./require-no-twin.ts";
import type { SimilarSubject } from "./schema.ts";

type Look = Parameters<typeof findTwins>[1];

/**
 * What a new thing, whose number was taken, is near to; an agent has to confirm a twin. Taking the number holds the project,
 * so that of several at once each sees those before it. A script, which reads no warnings, is spared the look.
 */
export async function similarTo(
  ctx: WriteContext,
  look: Look,
  { confirm }: { confirm?: boolean | undefined },
): Promise<SimilarSubject[]> {
  if (ctx.actor.key?.kind === "script") return [];
  const similar = await findTwins(ctx, look);
  requireNoTwin(ctx, similar, { confirm, there: "There is already", instead: "Change that one" });
  return similar;
}
