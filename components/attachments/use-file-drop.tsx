"use client";

import type { ClipboardEvent, DragEvent } from "react";
import { attachmentMarkdown, type PictureSize } from "#components/attachments/attachment-markdown";
import { useAttaching } from "#components/attachments/attachments-context";

type Field = HTMLTextAreaElement;

/**
 * Lets a text take files that are pasted or dropped into it: they are attached to the page's subject, and the text shows
 * them where the cursor was. `write` sets the text. Answers nothing to bind on pages that take no files.
 */
export function useFileDrop(write: (text: string) => void) {
  const attaching = useAttaching();
  if (!attaching?.mayWrite) return {};
  const { attach } = attaching;

  async function take(field: Field, files: File[]) {
    for (const file of files) {
      const waiting = insert(field, `![Uploading ${file.name.replace(/[[\]()]/g, "")}…]()`);
      write(field.value);
      const [[made], size] = await Promise.all([attach([file]), sizeOf(file)]);
      write(field.value.replace(waiting, () => (made ? attachmentMarkdown(made, size) : "")));
    }
  }

  return {
    onPaste(event: ClipboardEvent<Field>) {
      const files = [...event.clipboardData.files];
      // A table or rich text brings a picture of itself along; then the words are meant.
      if (files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
      event.preventDefault();
      void take(event.currentTarget, files);
    },
    onDrop(event: DragEvent<Field>) {
      const files = [...event.dataTransfer.files];
      if (files.length === 0) return;
      event.preventDefault();
      void take(event.currentTarget, files);
    },
  };
}

/** Puts words where the cursor is and answers them. */
function insert(field: Field, words: string): string {
  field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  return words;
}

/** The size of an image as it is shown; null for what is none. */
export async function sizeOf(file: File): Promise<PictureSize> {
  if (!/^image\/(png|jpeg|gif|webp|avif)$/.test(file.type)) return null;
  try {
    const picture = await createImageBitmap(file);
    const { width, height } = picture;
    picture.close();
    return { width, height };
  } catch {
    return null;
  }
}
