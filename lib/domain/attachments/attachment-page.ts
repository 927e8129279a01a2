import type { z } from "zod";
import type { ReadContext } from "#lib/core/context";
import { readCursor, writeCursor } from "#lib/core/cursor";
import { findAttachments } from "./queries.ts";
import type { Attachment, AttachmentFilter } from "./schema.ts";

const ORDER = ["createdAt", "id"] as const;

interface AttachmentPage {
  items: Attachment[];
  nextCursor: string | null;
  total?: number;
}

/** One page of the files attached to a subject or comment, by its id. */
export async function attachmentPage(
  ctx: ReadContext,
  { cursor, limit, total }: Omit<z.output<typeof AttachmentFilter>, "on">,
  of: string,
): Promise<AttachmentPage> {
  const where = [
    { column: "subjectId", is: of },
    { column: "shelf", is: "live" },
  ];
  const list = `attachments:${of}`;
  const after = readCursor(list, cursor, ORDER);
  const query = { table: "Attachment", where, order: ORDER, descending: false, after, limit };
  const page = await ctx.database.keyset(ctx.db, query);
  return {
    items: await findAttachments(ctx, page.ids),
    nextCursor: writeCursor(list, page.next),
    ...(total ? { total: await ctx.database.count(ctx.db, { table: "Attachment", where }) } : {}),
  };
}
