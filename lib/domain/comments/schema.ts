import { z } from "zod";
import { COUNTED_PAGE, Instant, Ref, Version } from "#lib/core/fields";
import { Attachment } from "#lib/domain/attachments/schema";
import { givenFields } from "#lib/domain/field-table";
import { Person, Via } from "#lib/domain/people/schema";
import { ON } from "#lib/domain/subjects/schema";
import { COMMENT_FIELDS } from "./fields.ts";

export const Comment = z.object({
  id: z.string(),
  on: z.string().describe("Key of what it is on."),
  issue: z.string().nullable().describe("The same where it is on an issue."),
  author: Person.nullable(),
  via: Via.nullable(),
  replyTo: z.string().nullable(),
  body: z.string(),
  version: z.number().int(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Comment = z.output<typeof Comment>;

/** Files of one comment that a list shows, at most. */
export const FILES_SHOWN = 20;

/** A comment as lists show it. */
export const ListedComment = Comment.extend({
  attachments: z.array(Attachment).describe(`The first ${FILES_SHOWN} files on it.`),
  attachmentCount: z.number().int().describe("Files on it in all."),
});
export type ListedComment = z.output<typeof ListedComment>;

export const NewComment = z.strictObject({
  ...ON,
  ...givenFields(COMMENT_FIELDS),
  body: COMMENT_FIELDS.body.given,
});
export const CommentChanges = z.strictObject({
  comment: Ref.describe("Id."),
  body: COMMENT_FIELDS.body.given,
  version: Version,
});
export const CommentRef = z.strictObject({ comment: Ref.describe("Id.") });
export const CommentFilter = z.strictObject({
  ...ON,
  sort: z.enum(["createdAt", "-createdAt"]).default("createdAt").describe("-createdAt is newest first."),
  ...COUNTED_PAGE,
});
