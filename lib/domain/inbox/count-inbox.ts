import { z } from "zod";
import { anyone, defineOperation } from "#lib/core/operation";
import { countAsked } from "#lib/domain/questions/queries";
import { countDueItems } from "./due-items.ts";
import { wantedKinds } from "./inbox-settings.ts";
import { InboxCount } from "./schema.ts";
import { findStoredItems } from "./stored-items.ts";

/** Counted at most; a person needs no more to know that it is many. */
const MOST_COUNTED = 100;

export const countInbox = defineOperation({
  name: "inbox.count",
  summary: "How many items of your inbox you have not read, and how many questions wait for you.",
  access: "read",
  reach: "projects",
  rest: "GET /inbox/count",
  input: z.strictObject({}),
  output: InboxCount,
  authorize: anyone,
  async handle(ctx) {
    const kinds = await wantedKinds(ctx);
    const stored = await findStoredItems(ctx, { view: "unread", kinds, limit: MOST_COUNTED + 1 });
    const due = kinds.has("due_soon") ? await countDueItems(ctx, MOST_COUNTED + 1) : 0;
    const unread = stored.length + due;
    const questions = kinds.has("question") ? await countAsked(ctx, MOST_COUNTED) : 0;
    return { unread: Math.min(unread, MOST_COUNTED), more: unread > MOST_COUNTED, questions };
  },
});
