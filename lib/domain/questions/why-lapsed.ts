import type { WriteContext } from "#lib/core/context";
import { insertQuestion } from "./insert-question.ts";
import { personToAsk } from "./person-to-ask.ts";
import { findQuestions } from "./queries.ts";
import { saveQuestion } from "./save-question.ts";

/** A time in which somebody held an issue. */
interface Held {
  /** As sentences name them. */
  name: string;
  since: string;
  until: string;
}

const minute = (at: string) => `${at.slice(0, 16).replace("T", " ")} UTC`;

/** Asks why the lease on an issue ran out again and again, once at a time. */
export async function askWhyLapsed(
  ctx: WriteContext,
  issue: { id: string; key: string; projectId: string },
  held: readonly Held[],
): Promise<void> {
  if ((await openOnes(ctx, issue.id)).length > 0) return;
  const of = await personToAsk(ctx, issue.projectId);
  if (!of) return;
  const text = [
    `The lease on ${issue.key} ran out ${held.length} times in a row, so it left the queue. Why?`,
    "",
    ...held.map(({ name, since, until }) => `- ${name}, ${minute(since)} to ${minute(until)}`),
    "",
    "Their work logs have what came of it. Your answer puts it back into the queue.",
  ].join("\n");
  await insertQuestion(ctx, issue, { text, options: ["Put it back as it is"], blocking: true, of, byItself: true });
}

/** Takes that question back, where a person put the issue to work again without an answer. */
export async function forgetWhyLapsed(ctx: WriteContext, issueId: string): Promise<void> {
  for (const question of await openOnes(ctx, issueId))
    await saveQuestion(ctx, question, { state: "withdrawn" }, { state: ["open", "withdrawn"] });
}

async function openOnes(ctx: WriteContext, issueId: string) {
  const rows = await ctx.db.question.findMany({
    where: { issueId, state: "open", askerId: null, shelf: "live" },
    select: { id: true },
  });
  return findQuestions(
    ctx,
    rows.map(({ id }) => id),
  );
}
