"use client";

import type { ComponentProps, KeyboardEvent } from "react";
import { classNames } from "#components/ui/class-names";
import { FIELD_CLASSES } from "#components/ui/input";

interface Props extends ComponentProps<"textarea"> {
  /** Ctrl or Cmd with Enter. */
  onCommit?: () => void;
  onCancel?: () => void;
  /** Without border and padding, for editing in place. */
  bare?: boolean;
}

/** Text that grows with what is in it. */
export function TextArea({ className, bare, onCommit, onCancel, onKeyDown, ...rest }: Props) {
  function keys(event: KeyboardEvent<HTMLTextAreaElement>) {
    onKeyDown?.(event);
    if (event.defaultPrevented) return;
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey) && onCommit) {
      event.preventDefault();
      onCommit();
    }
    if (event.key === "Escape" && onCancel) {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
  }
  return (
    <textarea
      dir="auto"
      className={classNames(
        bare ? "w-full resize-none bg-transparent outline-none" : `${FIELD_CLASSES} resize-none py-2`,
        "field-sizing-content",
        className,
      )}
      onKeyDown={keys}
      {...rest}
    />
  );
}
