"use client";

import { Dialog as Radix } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { classNames } from "#components/ui/class-names";
import { writeTypeAhead } from "#components/ui/type-ahead";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Where the title is shown by the content itself. */
  titleHidden?: boolean;
  children: ReactNode;
  className?: string;
  /** Called before closing by Escape or a press outside; may keep it open by preventing. */
  onDismiss?: (event: Event) => void;
}

export function Dialog({ open, onOpenChange, ...content }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Content {...content} />
      </Radix.Portal>
    </Radix.Root>
  );
}

function Content({ title, titleHidden, children, className, onDismiss }: Omit<Props, "open" | "onOpenChange">) {
  // What opens a dialog is a key as often as a button, so the dialog itself knows where the focus was.
  const [before] = useState(() => document.activeElement);
  useEffect(() => void writeTypeAhead(), []);
  return (
    <Radix.Content
      aria-describedby={undefined}
      onEscapeKeyDown={onDismiss}
      onInteractOutside={onDismiss}
      onKeyDownCapture={sendForm}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      }}
      className={classNames(
        "fixed inset-x-3 top-[max(12px,9dvh)] z-40 mx-auto flex max-h-[84dvh] max-w-160 animate-appear flex-col overflow-hidden rounded-dialog bg-raised shadow-float outline-none",
        className,
      )}
    >
      <Radix.Title className={titleHidden ? "sr-only" : "px-5 pt-4 pb-3 font-semibold text-prose"}>{title}</Radix.Title>
      {children}
    </Radix.Content>
  );
}

/**
 * Ctrl or Cmd with Enter sends the dialog's form, wherever the focus is: in a field, on a button, in a list that was
 * opened from it (which stands elsewhere in the page, so React's own way from child to parent is what counts).
 */
function sendForm(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
  const form = event.currentTarget.querySelector("form");
  if (!form) return;
  event.preventDefault();
  event.stopPropagation();
  form.requestSubmit();
}
