"use client";

import { FileArchive, FileCode, FileText, Film, Image, type LucideIcon, Music } from "lucide-react";
import type { ReactNode } from "react";
import { AttachmentActions } from "#components/attachments/attachment-actions";
import { sizeWords } from "#components/attachments/size-words";
import type { Attachment } from "#lib/domain/attachments/schema";

interface Props {
  attachment: Attachment;
  onPreview: () => void;
  /** Who attached it, where the place does not say so. */
  children?: ReactNode;
}

const SIGNS: [pattern: RegExp, sign: LucideIcon][] = [
  [/^image\//, Image],
  [/^video\//, Film],
  [/^audio\//, Music],
  [/zip|gzip|compressed|tar|rar|xz|bzip2|zstd/, FileArchive],
  [/html|xml|json/, FileCode],
];

const NAME =
  "min-w-0 truncate rounded-chip text-start font-medium text-ink underline-offset-2 hover:underline touch:min-h-11";

/** One file on one line: what it is, how large; an image opens here, all else is downloaded. */
export function AttachmentRow({ attachment, onPreview, children }: Props) {
  const { name, size, mediaType, content, inline } = attachment;
  const Sign = SIGNS.find(([pattern]) => pattern.test(mediaType))?.[1] ?? FileText;
  return (
    <li className="group/file flex min-h-row items-center gap-2 text-row">
      <span className="flex size-8 shrink-0 items-center justify-center overflow-hidden rounded-control border border-line bg-hover text-muted">
        {inline ? (
          <img src={content} alt="" loading="lazy" decoding="async" className="size-full object-cover" />
        ) : (
          <Sign className="size-4" aria-hidden="true" />
        )}
      </span>
      {inline ? (
        <button type="button" dir="auto" title={name} onClick={onPreview} className={NAME}>
          {name}
        </button>
      ) : (
        <a href={content} download={name} dir="auto" title={name} className={`${NAME} inline-flex items-center`}>
          <span className="truncate">{name}</span>
        </a>
      )}
      <span className="shrink-0 font-mono text-mini text-muted tabular-nums">{sizeWords(size)}</span>
      <span className="ms-auto shrink-0 text-mini text-muted max-sm:hidden">{children}</span>
      <span className="flex shrink-0 items-center max-sm:ms-auto">
        <AttachmentActions attachment={attachment} />
      </span>
    </li>
  );
}
