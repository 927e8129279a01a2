import { pageOf } from "#lib/core/fields";
import { anyone, defineOperation } from "#lib/core/operation";
import { listPageBy } from "#lib/domain/lists/list-page";
import { orderOf, USUAL_ORDERS } from "#lib/domain/lists/order-of";
import { documentConditions } from "./filter.ts";
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
    const list = { name: `documents:${filter.sort}`, table: "Document", where, ...orderOf(USUAL_ORDERS, filter.sort) };
    return listPageBy(ctx, list, filter, (query) => findDocumentPage(ctx, query));
  },
});
