import { defineOperation } from "#lib/core/operation";
import { moveAttachmentShelf } from "./move-attachment-shelf.ts";
import { requireOwnAttachment } from "./queries.ts";
import { Attachment, AttachmentRef } from "./schema.ts";

export const binAttachment = defineOperation({
  name: "attachments.bin",
  summary: "Move an attached file to the bin; it can be restored.",
  access: "write",
  reach: "projects",
  rest: "DELETE /attachments/:attachment",
  input: AttachmentRef,
  output: Attachment,
  authorize: (ctx, { attachment }) => requireOwnAttachment(ctx, attachment),
  handle: (ctx, _input, attachment) => moveAttachmentShelf(ctx, attachment, "binned"),
});
