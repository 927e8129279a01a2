"use client";

import { Download, Trash2 } from "lucide-react";
import { useAttaching } from "#components/attachments/attachments-context";
import { toBin } from "#components/shelf/to-bin";
import { isolated } from "#components/ui/isolated";
import type { Attachment } from "#lib/domain/attachments/schema";

const ACTION =
  "flex size-6 items-center justify-center rounded-chip text-muted opacity-0 hover:bg-pressed hover:text-ink focus-visible:opacity-100 group-hover/file:opacity-100 touch:size-11 touch:opacity-100";

/** Downloads a file and takes it away; both show when what carries the group `file` is pointed at. */
export function AttachmentActions({ attachment }: { attachment: Attachment }) {
  const { name, content } = attachment;
  return (
    <>
      <a href={content} download={name} aria-label={`Download ${name}`} className={ACTION}>
        <Download className="size-3.5" aria-hidden="true" />
      </a>
      <BinButton attachment={attachment} />
    </>
  );
}

function BinButton({ attachment: { id, name } }: { attachment: Attachment }) {
  const attaching = useAttaching();
  if (!attaching?.mayWrite) return null;
  const { refresh } = attaching;

  const what = isolated(name);
  const bin = () => toBin({ path: `/attachments/${id}`, what, done: `${what} moved to the bin`, refresh });

  return (
    <button type="button" aria-label={`Move ${name} to the bin`} onClick={bin} className={ACTION}>
      <Trash2 className="size-3.5" aria-hidden="true" />
    </button>
  );
}
