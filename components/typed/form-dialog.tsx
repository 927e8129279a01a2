"use client";

import { type ReactNode, useState } from "react";
import type { Draft } from "#components/shell/overlays";
import { CancelButton } from "#components/typed/cancel-button";
import { RestoredNotice } from "#components/typed/restored-notice";
import { Button, type ButtonLook } from "#components/ui/button";
import { Dialog } from "#components/ui/dialog";
import { FormProblem } from "#components/ui/form-problem";
import { Kbd } from "#components/ui/kbd";
import { useRefusal } from "#components/use-refusal";

export interface DialogState {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A dialog that makes something. */
export interface CreateProps extends DialogState {
  draft: Draft;
}

interface Props<Answer> extends DialogState {
  title: string;
  className: string;
  /** What is typed in its fields. */
  typed: { restored: boolean; done: () => void; discard: () => void };
  /** Words of the button that sends it. */
  action: string;
  look?: ButtonLook["look"];
  /** The key that sends it, where that is said. */
  keys?: string;
  /** Is enough typed to send it? */
  ready?: boolean;
  send: () => Promise<Answer>;
  /** The dialog is closed, and what was typed is let go. */
  onSent?: (answer: Answer) => void;
  /** Fields that cannot say their own problem. */
  silent?: readonly string[];
  /** Its fields; `problemOf` tells what the server refused of one. */
  children: (problemOf: (path: string) => string | undefined) => ReactNode;
}

/** A dialog with a form: sends it, says what is refused, and keeps what was typed until it is sent or thrown away. */
export function FormDialog<Answer>(props: Props<Answer>) {
  const { open, onOpenChange, title, className, typed, action, look = "primary", keys, ready = true } = props;
  const [sending, setSending] = useState(false);
  const { problem, problemOf, send } = useRefusal();

  async function submit(event: React.FormEvent) {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    await send(async () => {
      const answer = await props.send();
      typed.done();
      onOpenChange(false);
      props.onSent?.(answer);
    });
    setSending(false);
  }

  const silent = props.silent?.map(problemOf).find(Boolean) ?? null;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      className={className}
      onDismiss={(event) => {
        if (document.querySelector('[role="listbox"]')) event.preventDefault();
      }}
    >
      <form onSubmit={submit} className="grid gap-4 overflow-y-auto px-5 pb-5">
        {props.children(problemOf)}
        <RestoredNotice typed={typed} />
        <FormProblem>{problem ?? silent}</FormProblem>
        <div className="flex items-center justify-end gap-2">
          {keys ? (
            <span className="me-auto max-sm:hidden">
              <Kbd keys={keys} />
            </span>
          ) : null}
          <CancelButton typed={typed} onClose={() => onOpenChange(false)} size="field" />
          <Button type="submit" look={look} size="field" disabled={sending || !ready}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
