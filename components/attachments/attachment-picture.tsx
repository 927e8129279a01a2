"use client";

import { AttachmentActions } from "#components/attachments/attachment-actions";
import type { Attachment } from "#lib/domain/attachments/schema";

interface Props {
  attachment: Attachment;
  onPreview: () => void;
}

/** An image as a tile of fixed size, so that nothing moves when it comes; a press shows it whole. */
export function AttachmentPicture({ attachment, onPreview }: Props) {
  const { name, content } = attachment;
  return (
    <li className="group/file relative">
      <button
        type="button"
        title={name}
        onClick={onPreview}
        className="block h-32 w-48 overflow-hidden rounded-card border bg-hover hover:border-line-strong"
      >
        <img src={content} alt={name} loading="lazy" decoding="async" className="size-full object-cover" />
      </button>
      <span className="absolute end-1 top-1 flex rounded-control bg-raised opacity-0 shadow-float focus-within:opacity-100 group-hover/file:opacity-100 touch:static touch:bg-transparent touch:opacity-100 touch:shadow-none">
        <AttachmentActions attachment={attachment} />
      </span>
    </li>
  );
}
