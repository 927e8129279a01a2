import { newId } from "#lib/core/ids";
import { defineOperation } from "#lib/core/operation";
import { beginnings } from "#lib/domain/field-table";
import { viaOf } from "#lib/domain/people/queries";
import { touchSubject } from "#lib/domain/subjects/touch-subject";
import { aboutCarrier } from "./about-carrier.ts";
import { ATTACHMENT_FIELDS } from "./fields.ts";
import { requireUsableCarrier } from "./require-carrier.ts";
import { Attachment, contentOf, NewAttachment } from "./schema.ts";

/** Off every list, because a file comes as a stream: see `takeIn`. */
export const createAttachment = defineOperation({
  name: "attachments.create",
  summary: "Attach a file whose content was taken in.",
  access: "write",
  reach: "projects",
  rest: null,
  input: NewAttachment,
  output: Attachment,
  authorize: (ctx, { on }) => requireUsableCarrier(ctx, on),
  async handle(ctx, { name, mediaType, content }, carrier) {
    const { subject, comment } = carrier;
    const id = newId();
    const via = viaOf(ctx.actor);
    const { hash, size } = content;
    await ctx.database.contents.publish(ctx.db, content);
    const row = { id, createdAt: ctx.now, name, mediaType, size, hash };
    await ctx.db.attachment.createMany({
      data: [
        {
          ...row,
          subjectKind: comment ? "comment" : subject.kind,
          subjectId: comment?.id ?? subject.id,
          projectId: subject.projectId,
          authorId: ctx.actor.user.id,
          ...(via ? { via: { ...via } } : {}),
        },
      ],
    });
    await touchSubject(ctx, subject);
    ctx.changed({
      kind: "attachment",
      id,
      ...aboutCarrier(carrier),
      fields: beginnings(ATTACHMENT_FIELDS, row),
    });
    return {
      ...row,
      on: subject.key,
      comment: comment?.id ?? null,
      ...contentOf(id, mediaType),
      author: ctx.actor.user,
      via,
    };
  },
});
