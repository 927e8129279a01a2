import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { documentConditions, documentOrder } from "./filter.ts";
import { findDocumentPage } from "./queries.ts";
import { DocumentFilter, DocumentLine } from "./schema.ts";

export const listDocuments = defineOperation({
  name: "documents.list",
  summary: "List documents by project, kind, status, label, parent or a part of the title.",
  access: "read",
  reach: "projects",
  rest: "GET /documents",
  input: DocumentFilter,
  output: pageOf(DocumentLine),
  authorize: anyone,
  async handle(ctx, filter) {
    const where = await documentConditions(ctx, filter);
    const { order, descending } = documentOrder(filter.sort);
    const list = `documents:${filter.sort}`;
    const after = readCursor(list, filter.cursor, order);
    const { items, next } = await findDocumentPage(ctx, { where, order, descending, after, limit: filter.limit });
    return {
      items,
      nextCursor: writeCursor(list, next),
      ...(filter.total ? { total: await ctx.database.count(ctx.db, { table: "Document", where }) } : {}),
    };
  },
});
