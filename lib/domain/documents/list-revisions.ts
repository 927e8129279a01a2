import { readCursor, writeCursor } from "#lib/core/cursor";
import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { requireDocumentSlot } from "./queries.ts";
import { findRevisions } from "./revisions.ts";
import { Revision, RevisionsInput } from "./schema.ts";

export const listRevisions = defineOperation({
  name: "documents.revisions",
  summary: "List a document's revisions, newest first, without their texts.",
  access: "read",
  reach: "projects",
  rest: "GET /documents/:document/revisions",
  input: RevisionsInput,
  output: pageOf(Revision),
  authorize: (ctx, { document }) => requireDocumentSlot(ctx, document),
  async handle(ctx, { cursor, limit, total }, { id }) {
    const list = `revisions:${id}`;
    const [last] = readCursor(list, cursor, ["number"]) ?? [];
    const below = Number(last ?? 2_147_483_647);
    const found = await findRevisions(ctx, id, { below: Number.isInteger(below) ? below : 0, limit: limit + 1 });
    const items = found.slice(0, limit);
    const next = found.length > limit ? items.at(-1) : undefined;
    return {
      items,
      nextCursor: writeCursor(list, next ? [String(next.number)] : null),
      ...(total ? { total: await ctx.db.revision.count({ where: { documentId: id } }) } : {}),
    };
  },
});
