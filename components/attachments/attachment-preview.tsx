"use client";

import { useEffect } from "react";
import { sizeWords } from "#components/attachments/size-words";
import { buttonClasses } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import type { Attachment } from "#lib/domain/attachments/schema";

interface Props {
  /** The images of the page, of which `at` is shown. */
  images: readonly Attachment[];
  at: number;
  onMove: (at: number) => void;
  onClose: () => void;
}

/** An image as large as the window lets it be; the arrow keys go to the next. */
export function AttachmentPreview({ images, at, onMove, onClose }: Props) {
  const image = images[at];
  useEffect(() => {
    function press({ key }: KeyboardEvent) {
      if (key === "ArrowRight" && at < images.length - 1) onMove(at + 1);
      if (key === "ArrowLeft" && at > 0) onMove(at - 1);
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [at, images.length, onMove]);
  if (!image) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={image.name}
      titleHidden
      className="top-[4dvh] max-h-[92dvh] max-w-[min(1200px,calc(100vw-24px))]"
    >
      <div className="flex min-h-40 flex-1 items-center justify-center overflow-auto bg-hover p-2">
        <img src={image.content} alt={image.name} className="max-h-[80dvh] max-w-full object-contain" />
      </div>
      <div className="flex items-center gap-3 border-line border-t px-4 py-2 text-row">
        <span dir="auto" className="min-w-0 truncate font-medium">
          {image.name}
        </span>
        <span className="shrink-0 font-mono text-mini text-muted">{sizeWords(image.size)}</span>
        {images.length > 1 ? (
          <span className="shrink-0 text-mini text-muted tabular-nums">
            {at + 1} of {images.length}
          </span>
        ) : null}
        <a href={image.content} download={image.name} className={`ms-auto ${buttonClasses({ look: "plain" })}`}>
          Download
        </a>
      </div>
    </Dialog>
  );
}
