import { notFound, TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { findSeenScope } from "./past-events.ts";
import { putBack } from "./put-back.ts";
import { RevertInput, Undone } from "./schema.ts";

export const revertEvent = defineOperation({
  name: "events.revert",
  summary: "Undo what one event did; a field that was changed since stays and is named.",
  access: "write",
  reach: "projects",
  rest: "POST /events/:event/revert",
  input: RevertInput,
  output: Undone,
  async authorize(ctx, { event }) {
    const found = await findSeenScope(ctx, { column: "number", is: event });
    if (found.length > 0) return found;
    throw notFound("event", `There is no event ${event}. The activity of a thing shows the numbers of its events.`);
  },
  async handle(ctx, { event, dryRun }, scope) {
    const undone = await putBack(ctx, scope, dryRun);
    if (undone.count > 0) return undone;
    const why = undone.kept.map((one) => one.why).join(" ");
    throw new TurboError("refused", why || `Nothing of event ${event} is left to undo: it is as it was before.`);
  },
});
