import type { z } from "zod";
import type { Claim } from "#lib/domain/claims/schema";
import { minute } from "#lib/domain/people/quoted";
import type { QueueStanding } from "#lib/domain/queue/schema";

/** What the holder of a claim has to know of it. */
export function claimText({ issue, lease, until, minutes }: Claim): string {
  return `You hold ${issue} until ${minute(until)}, ${minutes} min from your last write to it. Lease ${lease}: send it as session where you have none of your own.`;
}

/** Where an issue stands in the queue, or why it is not there. */
export function standingText({ issue, place, score, because, whyNot }: z.output<typeof QueueStanding>): string {
  if (whyNot.length > 0) return [`${issue} is not ready:`, ...whyNot.map((why) => `  ${why}`)].join("\n");
  const at = place === null ? "is ready, behind the first 100" : `is ready, at place ${place}`;
  return `${issue} ${at}, with ${score} points: ${because.join(", ")}.`;
}
