"use client";

import { Download, FileArchive, FileCode, FileText, Film, Image, type LucideIcon, Music, Trash2 } from "lucide-react";
import { toast } from "sonner";
import { post, remove } from "#components/api";
import { useAttaching } from "#components/attachments/attachments-context";
import { sizeWords } from "#components/attachments/size-words";
import { Byline, viaWords } from "#components/people/byline";
import { attempt } from "#components/ui/attempt";
import { RelativeTime } from "#components/ui/relative-time";
import type { Attachment } from "#lib/domain/attachments/schema";

interface Props {
  attachment: Attachment;
  onPreview: () => void;
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

/** One file on one line: what it is, how large, who attached it; an image opens here, all else is downloaded. */
export function AttachmentRow({ attachment, onPreview }: Props) {
  const { name, size, mediaType, content, inline, author, via, createdAt } = attachment;
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
      <span className="ms-auto shrink-0 text-mini text-muted max-sm:hidden" title={viaWords(via) || undefined}>
        <Byline person={author} via={via}>
          <RelativeTime at={createdAt} />
        </Byline>
      </span>
      <span className="flex shrink-0 items-center max-sm:ms-auto">
        <a
          href={content}
          download={name}
          aria-label={`Download ${name}`}
          className="flex size-6 items-center justify-center rounded-chip text-muted opacity-0 hover:bg-pressed hover:text-ink focus-visible:opacity-100 group-hover/file:opacity-100 touch:size-11 touch:opacity-100"
        >
          <Download className="size-3.5" aria-hidden="true" />
        </a>
        <BinButton {...{ attachment }} />
      </span>
    </li>
  );
}

function BinButton({ attachment: { id, name } }: Pick<Props, "attachment">) {
  const attaching = useAttaching();
  if (!attaching?.mayWrite) return null;
  const { refresh } = attaching;

  async function restore() {
    if (await attempt(post(`/attachments/${id}/restore`), `${name} was not restored`)) refresh();
  }

  async function bin() {
    if (!(await attempt(remove(`/attachments/${id}`), `${name} was not moved to the bin`))) return;
    refresh();
    toast(`${name} moved to the bin`, { action: { label: "Undo", onClick: restore } });
  }

  return (
    <button
      type="button"
      aria-label={`Move ${name} to the bin`}
      onClick={bin}
      className="flex size-6 items-center justify-center rounded-chip text-muted opacity-0 hover:bg-pressed hover:text-ink focus-visible:opacity-100 group-hover/file:opacity-100 touch:size-11 touch:opacity-100"
    >
      <Trash2 className="size-3.5" aria-hidden="true" />
    </button>
  );
}
