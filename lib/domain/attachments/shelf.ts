import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { moveAttachmentShelf } from "./move-attachment-shelf.ts";
import { requireOwnAttachment } from "./queries.ts";
import { Attachment, AttachmentRef } from "./schema.ts";

export const { bin: binAttachment, restore: restoreAttachment } = shelfVerbs({
  kind: "attachment",
  reach: "projects",
  input: AttachmentRef,
  output: Attachment,
  summaries: {
    bin: "Move an attached file to the bin; it can be restored.",
    restore: "Bring an attached file back from the bin.",
  },
  find: () => requireOwnAttachment,
  move: moveAttachmentShelf,
});
