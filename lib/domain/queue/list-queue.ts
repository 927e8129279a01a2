import { anyone, defineOperation } from "#lib/core/operation";
import { findIssueLines } from "#lib/domain/issues/queries";
import { because } from "./because.ts";
import { bestReady } from "./best-ready.ts";
import { queuePart } from "./queue-part.ts";
import { Queue, QueueFilter } from "./schema.ts";

export const listQueue = defineOperation({
  name: "queue.list",
  summary: "List what to do next, best first, with the reasons for the order.",
  access: "read",
  reach: "projects",
  rest: "GET /queue",
  input: QueueFilter,
  output: Queue,
  authorize: anyone,
  async handle(ctx, { limit, ...asked }) {
    const ranked = await bestReady(ctx, await queuePart(ctx, asked), limit + 1);
    const shown = ranked.slice(0, limit);
    const lines = new Map(
      (
        await findIssueLines(
          ctx,
          shown.map(({ id }) => id),
        )
      ).map((line) => [line.id, line]),
    );
    return {
      items: shown.flatMap((one, place) => {
        const issue = lines.get(one.id);
        const { pin, score, parts: points } = one;
        return issue
          ? [{ place: place + 1, pinned: pin !== null, pin, score, points, because: because(ctx, one), issue }]
          : [];
      }),
      more: ranked.length > limit,
    };
  },
});
