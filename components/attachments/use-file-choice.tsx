"use client";

import { useRef } from "react";

/** Lets the browser's own dialog choose files: `field` stands anywhere, `choose` opens the dialog. */
export function useFileChoice(label: string, onFiles: (files: File[]) => void) {
  const input = useRef<HTMLInputElement>(null);
  const field = (
    <input
      ref={input}
      type="file"
      multiple
      hidden
      aria-label={label}
      onChange={({ currentTarget }) => {
        onFiles([...(currentTarget.files ?? [])]);
        currentTarget.value = "";
      }}
    />
  );
  return { field, choose: () => input.current?.click() };
}
