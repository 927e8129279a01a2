import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { requireInitiative } from "./queries.ts";
import { StatusUpdate, StatusUpdateFilter } from "./schema.ts";
import { findStatusUpdates } from "./status-updates.ts";

const ORDER = ["createdAt", "id"] as const;

export const listStatusUpdates = defineOperation({
  name: "initiatives.updates",
  summary: "List the status updates of an initiative, latest first.",
  access: "read",
  reach: "projects",
  rest: "GET /initiatives/:initiative/updates",
  input: StatusUpdateFilter,
  output: pageOf(StatusUpdate),
  authorize: (ctx, { initiative }) => requireInitiative(ctx, initiative),
  async handle(ctx, filter, initiative) {
    const query = {
      table: "StatusUpdate",
      where: [
        { column: "initiativeId", is: initiative.id },
        { column: "shelf", is: filter.shelf },
      ],
    };
    const list = `status-updates:${initiative.id}`;
    const after = readCursor(list, filter.cursor, ORDER);
    const page = await ctx.database.keyset(ctx.db, {
      ...query,
      order: ORDER,
      descending: true,
      after,
      limit: filter.limit,
    });
    return {
      items: await findStatusUpdates(ctx, page.ids),
      nextCursor: writeCursor(list, page.next),
      ...(filter.total ? { total: await ctx.database.count(ctx.db, query) } : {}),
    };
  },
});
