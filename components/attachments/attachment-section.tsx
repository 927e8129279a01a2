"use client";

import { Paperclip } from "lucide-react";
import { AttachmentRow } from "#components/attachments/attachment-row";
import { useAttaching } from "#components/attachments/attachments-context";
import { UploadRow } from "#components/attachments/upload-row";
import { useFileChoice } from "#components/attachments/use-file-choice";
import { usePreview } from "#components/attachments/use-preview";
import { AddButton } from "#components/issues/add-button";
import { IssueSection } from "#components/issues/issue-section";
import { Byline, viaWords } from "#components/people/byline";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { Button } from "#components/ui/button";
import { Folded } from "#components/ui/folded";
import { RelativeTime } from "#components/ui/relative-time";
import { Tooltip } from "#components/ui/tooltip";
import { useOpener } from "#components/ui/use-opener";
import type { Attachment } from "#lib/domain/attachments/schema";

interface Props {
  attachments: readonly Attachment[];
  /** How many there are in all. */
  total: number;
}

/** Files that stand open; further ones are folded. */
const OPEN = 5;

/** The files of the page's subject, those that are on their way, and the ways to attach more. */
export function AttachmentSection({ attachments, total }: Props) {
  const attaching = useAttaching();
  const opener = useOpener();
  const { field, choose } = useFileChoice("Files to attach", (files) => void attaching?.attach(files));
  const { show, preview } = usePreview(attachments);
  const mayWrite = attaching?.mayWrite ?? false;
  const uploads = attaching?.uploads ?? [];
  useShortcut("attach", () => mayWrite && choose());
  if (attachments.length + uploads.length === 0) {
    return mayWrite ? (
      <>
        {field}
        <Tooltip text={SHORTCUTS.attach.label} keys={SHORTCUTS.attach.keys}>
          <AddButton ref={opener} icon={Paperclip} onClick={choose}>
            Attach a file
          </AddButton>
        </Tooltip>
      </>
    ) : null;
  }
  return (
    <IssueSection
      title="Files"
      count={total > 0 ? String(total) : undefined}
      actions={
        mayWrite ? (
          <>
            {field}
            <Tooltip text={SHORTCUTS.attach.label} keys={SHORTCUTS.attach.keys}>
              <Button ref={opener} look="quiet" onClick={choose}>
                <Paperclip className="size-3.5" aria-hidden="true" />
                Attach
              </Button>
            </Tooltip>
          </>
        ) : null
      }
    >
      <ul>
        <Folded first open={OPEN} words={(hidden) => `${hidden} more files`}>
          {attachments.map((attachment) => (
            <AttachmentRow key={attachment.id} attachment={attachment} onPreview={() => show(attachment)}>
              <span title={viaWords(attachment.via) || undefined}>
                <Byline person={attachment.author} via={attachment.via}>
                  <RelativeTime at={attachment.createdAt} />
                </Byline>
              </span>
            </AttachmentRow>
          ))}
        </Folded>
        {uploads.map((upload) => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
      {total > attachments.length ? (
        <p className="text-muted">The first {attachments.length} are shown; the command line and REST list all.</p>
      ) : null}
      {preview}
    </IssueSection>
  );
}
