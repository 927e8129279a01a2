"use client";

import { useState } from "react";
import { AttachmentPreview } from "#components/attachments/attachment-preview";
import type { Attachment } from "#lib/domain/attachments/schema";

/** The preview of the images among some files: `show` opens it at one of them. */
export function usePreview(attachments: readonly Attachment[]) {
  const [shown, setShown] = useState<number | null>(null);
  const images = attachments.filter(({ inline }) => inline);
  return {
    show: (attachment: Attachment) => setShown(images.indexOf(attachment)),
    preview:
      shown === null ? null : (
        <AttachmentPreview images={images} at={shown} onMove={setShown} onClose={() => setShown(null)} />
      ),
  };
}
