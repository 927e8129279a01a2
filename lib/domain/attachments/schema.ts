import { z } from "zod";
import { COUNTED_PAGE, Instant, Ref } from "#lib/core/fields";
import { StagedContent } from "#lib/core/staged-content";
import { Person, Via } from "#lib/domain/people/schema";

/** Images that a browser may show in place; everything else is only downloaded. */
const INLINE_TYPES: readonly string[] = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

/** Where the content of an attachment is, and whether it is shown there. */
export function contentOf(id: string, mediaType: string): { content: string; inline: boolean } {
  return { content: `/api/v1/attachments/${id}/content`, inline: INLINE_TYPES.includes(mediaType) };
}

export const Attachment = z.object({
  id: z.string(),
  on: z.string().describe("Key of what it belongs to; that of a comment is its subject's."),
  comment: z.string().nullable().describe("Id of the comment it belongs to."),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int().describe("Bytes."),
  hash: z.string().describe("SHA-256 of the content."),
  content: z.string().describe("Path of the content."),
  inline: z.boolean().describe("An image that browsers show in place; everything else is only downloaded."),
  author: Person.nullable(),
  via: Via.nullable(),
  createdAt: Instant,
});
export type Attachment = z.output<typeof Attachment>;

const On = Ref.describe("Key of an issue, document, decision, milestone or initiative, or the id of a comment.");

/** What is asked before a file is taken in. */
export const UploadTarget = z.strictObject({ on: On });

export const NewAttachment = z.strictObject({
  on: On,
  name: z.string(),
  mediaType: z.string(),
  content: z.instanceof(StagedContent),
});

export const AttachmentRef = z.strictObject({ attachment: Ref.describe("Id.") });
export const AttachmentFilter = z.strictObject({ on: On, ...COUNTED_PAGE });
