import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { findAttachments } from "./queries.ts";
import { requireCarrier } from "./require-carrier.ts";
import { Attachment, AttachmentFilter } from "./schema.ts";

const ORDER = ["createdAt", "id"] as const;

export const listAttachments = defineOperation({
  name: "attachments.list",
  summary: "List the files attached to an issue, document, comment or other thing, oldest first.",
  access: "read",
  reach: "projects",
  rest: "GET /attachments",
  input: AttachmentFilter,
  output: pageOf(Attachment),
  authorize: (ctx, { on }) => requireCarrier(ctx, on),
  async handle(ctx, filter, { subject, comment }) {
    const of = comment?.id ?? subject.id;
    const where = [
      { column: "subjectId", is: of },
      { column: "shelf", is: "live" },
    ];
    const list = `attachments:${of}`;
    const page = await ctx.database.keyset(ctx.db, {
      table: "Attachment",
      where,
      order: ORDER,
      descending: false,
      after: readCursor(list, filter.cursor, ORDER),
      limit: filter.limit,
    });
    return {
      items: await findAttachments(ctx, page.ids),
      nextCursor: writeCursor(list, page.next),
      ...(filter.total ? { total: await ctx.database.count(ctx.db, { table: "Attachment", where }) } : {}),
    };
  },
});
