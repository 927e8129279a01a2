import { z } from "zod";
import { bindings } from "#lib/core/bindings";
import { anyone, defineOperation } from "#lib/core/operation";
import { countDueItems } from "./due-items.ts";
import { wantedKinds } from "./inbox-settings.ts";
import { InboxCount } from "./schema.ts";
import { storedItemsSql } from "./stored-items.ts";

/** Counted at most; a person needs no more to know that it is many. */
const MOST = 100;

export const countInbox = defineOperation({
  name: "inbox.count",
  summary: "How many items of your inbox you have not read.",
  access: "read",
  rest: "GET /inbox/count",
  input: z.strictObject({}),
  output: InboxCount,
  authorize: anyone,
  async handle(ctx) {
    const kinds = await wantedKinds(ctx);
    const binder = bindings(ctx.database.engine);
    const sql = storedItemsSql(ctx, { view: "unread", kinds }, binder);
    const rows = sql
      ? await ctx.db.$queryRawUnsafe<{ count: number | bigint }[]>(
          `SELECT count(*) AS "count" FROM (SELECT 1 ${sql.from} LIMIT ${MOST + 1}) AS "some"`,
          ...binder.values,
        )
      : [];
    const due = kinds.has("due_soon") ? await countDueItems(ctx, MOST + 1) : 0;
    const unread = Number(rows[0]?.count ?? 0) + due;
    return { unread: Math.min(unread, MOST), more: unread > MOST };
  },
});
