import { defineOperation } from "#lib/core/operation";
import { requireAttachment } from "./queries.ts";
import { Attachment, AttachmentRef } from "./schema.ts";

export const getAttachment = defineOperation({
  name: "attachments.get",
  summary: "Read what is known of an attached file; its content is at the path that it names.",
  access: "read",
  reach: "projects",
  rest: "GET /attachments/:attachment",
  input: AttachmentRef,
  output: Attachment,
  authorize: (ctx, { attachment }) => requireAttachment(ctx, attachment),
  handle: (_ctx, _input, attachment) => attachment,
});
