import type { z } from "zod";
import type { ReadContext } from "#lib/core/context";
import { type ListPage, listPage } from "#lib/domain/lists/list-page";
import { findAttachments } from "./queries.ts";
import type { Attachment, AttachmentFilter } from "./schema.ts";

/** One page of the files attached to a subject or comment, by its id. */
export function attachmentPage(
  ctx: ReadContext,
  asked: Omit<z.output<typeof AttachmentFilter>, "on">,
  of: string,
): Promise<ListPage<Attachment>> {
  const list = {
    name: `attachments:${of}`,
    table: "Attachment",
    where: [
      { column: "subjectId", is: of },
      { column: "shelf", is: "live" },
    ],
    order: ["createdAt", "id"],
    descending: false,
  };
  return listPage(ctx, list, asked, (ids) => findAttachments(ctx, ids));
}
