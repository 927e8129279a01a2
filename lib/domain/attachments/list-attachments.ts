import { pageOf } from "#lib/core/fields";
import { defineOperation } from "#lib/core/operation";
import { attachmentPage } from "./attachment-page.ts";
import { requireCarrier } from "./require-carrier.ts";
import { Attachment, AttachmentFilter } from "./schema.ts";

export const listAttachments = defineOperation({
  name: "attachments.list",
  summary: "List the files attached to an issue, document, comment or other thing, oldest first.",
  access: "read",
  reach: "projects",
  rest: "GET /attachments",
  input: AttachmentFilter,
  output: pageOf(Attachment),
  authorize: (ctx, { on }) => requireCarrier(ctx, on),
  handle: (ctx, filter, { subject, comment }) => attachmentPage(ctx, filter, comment?.id ?? subject.id),
});
