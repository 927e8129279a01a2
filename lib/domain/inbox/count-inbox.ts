import { z } from "zod";
import { anyone, defineOperation } from "#lib/core/operation";
import { countDueItems } from "./due-items.ts";
import { wantedKinds } from "./inbox-settings.ts";
import { InboxCount } from "./schema.ts";
import { findStoredItems } from "./stored-items.ts";

/** Counted at most; a person needs no more to know that it is many. */
const MOST_COUNTED = 100;

export const countInbox = defineOperation({
  name: "inbox.count",
  summary: "How many items of your inbox you have not read.",
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
    return { unread: Math.min(unread, MOST_COUNTED), more: unread > MOST_COUNTED };
  },
});
