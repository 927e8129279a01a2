import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { listPage } from "#lib/domain/lists/list-page";
import { requireInitiative } from "./queries.ts";
import { StatusUpdate, StatusUpdateFilter } from "./schema.ts";
import { findStatusUpdates } from "./status-updates.ts";

export const listStatusUpdates = defineOperation({
  name: "initiatives.updates",
  summary: "List the status updates of an initiative, latest first.",
  access: "read",
  reach: "projects",
  rest: "GET /initiatives/:initiative/updates",
  input: StatusUpdateFilter,
  output: pageOf(StatusUpdate),
  authorize: (ctx, { initiative }) => requireInitiative(ctx, initiative),
  handle(ctx, filter, initiative) {
    const list = {
      name: `status-updates:${initiative.id}`,
      table: "StatusUpdate",
      where: [
        { column: "initiativeId", is: initiative.id },
        { column: "shelf", is: filter.shelf },
      ],
      order: ["createdAt", "id"],
      descending: true,
    };
    return listPage(ctx, list, filter, (ids) => findStatusUpdates(ctx, ids));
  },
});
