"use client";

import { Paperclip, X } from "lucide-react";
import { useRef, useState } from "react";
import { AttachmentPreview } from "#components/attachments/attachment-preview";
import { AttachmentRow } from "#components/attachments/attachment-row";
import { type Upload, useAttaching } from "#components/attachments/attachments-context";
import { IssueSection } from "#components/issues/issue-section";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";
import type { Attachment } from "#lib/domain/attachments/schema";

interface Props {
  attachments: readonly Attachment[];
  /** How many there are in all. */
  total: number;
}

/** The files of the page's subject, those that are on their way, and the ways to attach more. */
export function AttachmentSection({ attachments, total }: Props) {
  const attaching = useAttaching();
  const field = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<number | null>(null);
  const mayWrite = attaching?.mayWrite ?? false;
  const uploads = attaching?.uploads ?? [];
  const images = attachments.filter(({ inline }) => inline);
  useShortcut("attach", () => mayWrite && field.current?.click());
  if (attachments.length === 0 && !mayWrite) return null;
  return (
    <IssueSection
      title="Files"
      count={total > 0 ? String(total) : undefined}
      actions={
        mayWrite ? (
          <>
            <input
              ref={field}
              type="file"
              multiple
              hidden
              aria-label="Files to attach"
              onChange={({ currentTarget }) => {
                void attaching?.attach([...(currentTarget.files ?? [])]);
                currentTarget.value = "";
              }}
            />
            <Tooltip text={SHORTCUTS.attach.label} keys={SHORTCUTS.attach.keys}>
              <Button look="quiet" onClick={() => field.current?.click()}>
                <Paperclip className="size-3.5" aria-hidden="true" />
                Attach
              </Button>
            </Tooltip>
          </>
        ) : null
      }
    >
      {attachments.length + uploads.length > 0 ? (
        <ul>
          {attachments.map((attachment) => (
            <AttachmentRow
              key={attachment.id}
              attachment={attachment}
              onPreview={() => setShown(images.indexOf(attachment))}
            />
          ))}
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      ) : (
        <p className="text-muted">Drop files anywhere on this page, or paste an image into a text.</p>
      )}
      {total > attachments.length ? (
        <p className="text-muted">The first {attachments.length} are shown; the command line and REST list all.</p>
      ) : null}
      {shown === null ? null : (
        <AttachmentPreview images={images} at={shown} onMove={setShown} onClose={() => setShown(null)} />
      )}
    </IssueSection>
  );
}

function UploadRow({ upload: { name, part, stop } }: { upload: Upload }) {
  const percent = Math.round(part * 100);
  return (
    <li className="flex min-h-row items-center gap-2 text-row">
      <span dir="auto" className="min-w-0 truncate text-soft">
        {name}
      </span>
      <progress value={percent} max={100} aria-label={`Attaching ${name}`} className="ms-auto h-1 w-32 accent-accent" />
      <span className="w-9 shrink-0 text-end font-mono text-mini text-muted tabular-nums">{percent}%</span>
      <Button look="quiet" size="icon" aria-label={`Stop attaching ${name}`} onClick={stop}>
        <X className="size-3.5" aria-hidden="true" />
      </Button>
    </li>
  );
}
