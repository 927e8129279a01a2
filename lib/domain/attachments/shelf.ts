import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { moveAttachmentShelf } from "./move-attachment-shelf.ts";
import { requireOwnAttachment } from "./queries.ts";
import { Attachment, AttachmentRef } from "./schema.ts";

const verb = shelfVerbs({
  kind: "attachment",
  reach: "projects",
  input: AttachmentRef,
  output: Attachment,
  move: moveAttachmentShelf,
});

export const binAttachment = verb("bin", {
  summary: "Move an attached file to the bin; it can be restored.",
  find: requireOwnAttachment,
});
export const restoreAttachment = verb("restore", {
  summary: "Bring an attached file back from the bin.",
  find: requireOwnAttachment,
});
