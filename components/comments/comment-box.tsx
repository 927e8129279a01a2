"use client";

import { useRef, useState } from "react";
import { useFileDrop } from "#components/attachments/use-file-drop";
import { NamingArea } from "#components/texts/naming-area";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";

interface Props {
  label: string;
  action: string;
  initial?: string;
  placeholder?: string;
  autoFocus?: boolean;
  /** Throws where it was refused; what was typed then stays. */
  onSend: (body: string) => Promise<void>;
  /** Absent for the box that is always there. */
  onClose?: () => void;
  id?: string;
}

/** Writes a comment; Ctrl or Cmd with Enter sends it. */
export function CommentBox({ label, action, initial = "", placeholder, autoFocus, onSend, onClose, id }: Props) {
  const [body, setBody] = useState(initial);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const files = useFileDrop(setBody);

  async function send() {
    if (!body.trim() || sending) return;
    setSending(true);
    setProblem(null);
    try {
      await onSend(body);
      setBody("");
      onClose?.();
    } catch (error) {
      setProblem(`${error instanceof Error ? error.message : "Nothing was saved."} What you typed is kept.`);
    } finally {
      setSending(false);
    }
  }

  return (
    <div className="rounded-card border border-edge bg-raised focus-within:border-focus">
      <NamingArea
        bare
        id={id}
        ref={field}
        autoFocus={autoFocus}
        dir="auto"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={body}
        onWrite={setBody}
        onCommit={send}
        {...files}
        onCancel={() => (onClose && body === initial ? onClose() : field.current?.blur())}
        className="block min-h-16 px-3 py-2 text-control"
      />
      {problem ? (
        <p role="alert" className="px-3 pb-1 text-danger">
          {problem}
        </p>
      ) : null}
      <div className="flex items-center justify-end gap-2 p-1.5">
        <span className="max-sm:hidden">
          <Kbd keys="mod+enter" />
        </span>
        {onClose ? (
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
        ) : null}
        <Button look={body.trim() ? "primary" : "plain"} disabled={!body.trim() || sending} onClick={send}>
          {action}
        </Button>
      </div>
    </div>
  );
}
