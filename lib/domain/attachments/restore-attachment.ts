import { defineOperation } from "#lib/core/operation";
import { moveAttachmentShelf } from "./move-attachment-shelf.ts";
import { requireOwnAttachment } from "./queries.ts";
import { Attachment, AttachmentRef } from "./schema.ts";

export const restoreAttachment = defineOperation({
  name: "attachments.restore",
  summary: "Bring an attached file back from the bin.",
  access: "write",
  reach: "projects",
  rest: "POST /attachments/:attachment/restore",
  input: AttachmentRef,
  output: Attachment,
  authorize: (ctx, { attachment }) => requireOwnAttachment(ctx, attachment),
  handle: (ctx, _input, attachment) => moveAttachmentShelf(ctx, attachment, "live"),
});
