import type { DragEvent } from "react";

/** Makes a part of the page take files that are dropped on it, for what `words` say; attributes to spread over it. */
export function fileDrop(words: string, onFiles: (files: File[]) => void) {
  return {
    "data-takes-files": words,
    onDrop(event: DragEvent) {
      const files = [...event.dataTransfer.files];
      if (event.defaultPrevented || files.length === 0) return;
      event.preventDefault();
      onFiles(files);
    },
  };
}
