"use client";

import type { ClipboardEvent, DragEvent } from "react";
import { attachmentMarkdown } from "#components/attachments/attachment-markdown";
import { useAttaching } from "#components/attachments/attachments-context";
import { pictureSize } from "#components/attachments/picture-size";

/** A text in an editor of any kind. */
export interface EditedText {
  /** Puts words where the cursor is. */
  insert(words: string): void;
  /** Puts other words in the place of some that are still there. */
  replace(words: string, by: string): void;
}

/**
 * Attaches files to the page's subject and shows them in a text where the cursor is, one after another; null on pages
 * that take no files.
 */
export function useTakeFiles(): ((text: EditedText, files: readonly File[]) => Promise<void>) | null {
  const attaching = useAttaching();
  if (!attaching?.mayWrite) return null;
  return async (text, files) => {
    for (const file of files) {
      const waiting = `![Uploading ${file.name.replace(/[[\]()]/g, "")}…]()`;
      text.insert(waiting);
      const [[made], size] = await Promise.all([attaching.attach([file]), pictureSize(file)]);
      text.replace(waiting, made ? attachmentMarkdown(made, size) : "");
    }
  };
}

/** The files that a paste brings. A table or rich text brings a picture of itself along; then the words are meant. */
export function pastedFiles(data: DataTransfer | null): File[] {
  return data && !data.types.includes("text/plain") ? [...data.files] : [];
}

/** Lets a text area take files that are pasted or dropped into it: handlers to spread over it. `write` sets its text. */
export function useFileDrop(write: (text: string) => void) {
  const take = useTakeFiles();
  if (!take) return {};

  function takeIn(event: ClipboardEvent<HTMLTextAreaElement> | DragEvent<HTMLTextAreaElement>, files: File[]) {
    if (files.length === 0) return;
    event.preventDefault();
    void take?.(textOf(event.currentTarget, write), files);
  }
  return {
    onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => takeIn(event, pastedFiles(event.clipboardData)),
    onDrop: (event: DragEvent<HTMLTextAreaElement>) => takeIn(event, [...event.dataTransfer.files]),
  };
}

function textOf(field: HTMLTextAreaElement, write: (text: string) => void): EditedText {
  return {
    insert(words) {
      field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
      write(field.value);
    },
    replace: (words, by) => write(field.value.replace(words, () => by)),
  };
}
