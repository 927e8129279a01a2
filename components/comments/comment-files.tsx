"use client";

import { AttachmentPicture } from "#components/attachments/attachment-picture";
import { AttachmentRow } from "#components/attachments/attachment-row";
import { useAttaching } from "#components/attachments/attachments-context";
import { UploadRow } from "#components/attachments/upload-row";
import { usePreview } from "#components/attachments/use-preview";
import type { ListedComment } from "#lib/domain/comments/schema";

/** The files on a comment: images as tiles, others line by line, and those that are on their way. */
export function CommentFiles({ comment }: { comment: ListedComment }) {
  const { attachments, attachmentCount } = comment;
  const uploads = useAttaching()?.uploads ?? [];
  const { show, preview } = usePreview(attachments);
  const images = attachments.filter(({ inline }) => inline);
  const others = attachments.filter(({ inline }) => !inline);
  if (attachments.length + uploads.length === 0) return null;
  return (
    <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-1">
      {images.length > 0 ? (
        <ul aria-label="Pictures" className="flex flex-wrap gap-2">
          {images.map((image) => (
            <AttachmentPicture key={image.id} attachment={image} onPreview={() => show(image)} />
          ))}
        </ul>
      ) : null}
      {others.length + uploads.length > 0 ? (
        <ul aria-label="Files">
          {others.map((file) => (
            <AttachmentRow key={file.id} attachment={file} onPreview={() => show(file)} />
          ))}
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      ) : null}
      {attachmentCount > attachments.length ? (
        <p className="text-muted text-row">
          {attachments.length} of {attachmentCount} files; turbo attachments list {comment.id} lists all.
        </p>
      ) : null}
      {preview}
    </div>
  );
}
