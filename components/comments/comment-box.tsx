"use client";

import { Paperclip } from "lucide-react";
import { type ComponentProps, useRef, useState } from "react";
import { Refusal } from "#components/api";
import { useAttaching } from "#components/attachments/attachments-context";
import { fileDrop } from "#components/attachments/file-drop";
import { UploadRow } from "#components/attachments/upload-row";
import { useFileChoice } from "#components/attachments/use-file-choice";
import { pastedFiles } from "#components/attachments/use-file-drop";
import { fitting } from "#components/attachments/use-uploads";
import { ChosenFiles } from "#components/comments/chosen-files";
import {
  requireContents,
  useWaitingFiles,
  type WaitingFile,
  type Written,
} from "#components/comments/use-waiting-files";
import { ConflictNotice } from "#components/issues/conflict-notice";
import { NamingArea } from "#components/texts/naming-area";
import { RestoredNotice } from "#components/typed/restored-notice";
import type { Typed } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { IconButton } from "#components/ui/icon-button";
import { Kbd } from "#components/ui/kbd";
import { Tooltip } from "#components/ui/tooltip";
import type { Comment } from "#lib/domain/comments/schema";

interface Props {
  label: string;
  action: string;
  typed: Typed<Written>;
  placeholder?: string;
  autoFocus?: boolean;
  /** Answers the id of the comment that its files go to. Throws where it was refused; what was typed then stays. `over` is the version to write over. */
  onSend: (body: string, over?: number) => Promise<string>;
  /** Called when comment and files are there. */
  onSent: () => void;
  /** Absent for the box that is always there. */
  onClose?: () => void;
  id?: string;
}

/** Writes a comment; Ctrl or Cmd with Enter sends it, and the files that were dropped, pasted or chosen after it. */
export function CommentBox({ label, action, typed, placeholder, autoFocus, onSend, onSent, onClose, id }: Props) {
  const { body, files } = typed.values;
  const setBody = (next: string) => typed.set({ body: next });
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<(Conflict & { version: number }) | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const maxSizeMb = useAttaching()?.maxSizeMb ?? 0;
  const takesFiles = maxSizeMb > 0;
  const { uploads, ...waiting } = useWaitingFiles(typed, maxSizeMb);
  const { field: fileField, choose } = useFileChoice("Files for the comment", take);
  const full = body.trim() !== "" || files.length > 0;
  /** Is there more to send than files that a comment lacks which is there already? */
  const asksToSend = files.some(({ to }) => !to) || (typed.changed.body ?? "").trim() !== "";

  function take(more: readonly File[]) {
    const fit = fitting(more, maxSizeMb);
    waiting.take(fit);
    if (fit.length > 0) field.current?.focus();
  }

  function cancel() {
    typed.discard();
    onClose?.();
  }

  async function send(over?: number) {
    if (!full || sending) return;
    setSending(true);
    setProblem(null);
    try {
      await requireContents(files);
      const sent = asksToSend ? await sendWords(over) : files;
      const attached = await waiting.attach(sent);
      onSent();
      if (attached) onClose?.();
    } catch (error) {
      setTheirs(conflictIn(error));
      setProblem(`${error instanceof Error ? error.message : "Nothing was saved."} What you typed is kept.`);
    } finally {
      setSending(false);
    }
  }

  /** What is typed or chosen while it is on its way stays for the next one. */
  async function sendWords(over?: number) {
    const comment = await onSend(body.trim() ? body : namesOf(files.filter(({ to }) => !to)), over);
    setTheirs(null);
    const sent = files.map((file) => ({ ...file, to: file.to ?? comment }));
    typed.set((now) => ({
      body: now.body === body ? (typed.bases.body ?? body) : now.body,
      files: now.files.map((file) => sent.find(({ id }) => id === file.id) ?? file),
    }));
    return sent;
  }

  return (
    <div
      {...(takesFiles ? fileDrop("your comment", take) : {})}
      className="rounded-card border border-edge bg-raised focus-within:border-focus"
    >
      <NamingArea
        bare
        id={id}
        ref={field}
        autoFocus={autoFocus}
        dir="auto"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={typed.values.body}
        onWrite={setBody}
        onCommit={() => send()}
        onPaste={(event) => {
          const pasted = takesFiles ? pastedFiles(event.clipboardData) : [];
          if (pasted.length === 0) return;
          event.preventDefault();
          take(pasted);
        }}
        onCancel={() => (onClose && !typed.isChanged ? onClose() : field.current?.blur())}
        className="block min-h-16 px-3 py-2 text-control"
      />
      <ChosenFiles
        files={waiting.still}
        onRemove={
          sending
            ? null
            : (file) => {
                waiting.drop(file);
                field.current?.focus();
              }
        }
      />
      {uploads.length > 0 ? (
        <ul className="px-3 pb-1">
          {uploads.map((one) => (
            <UploadRow key={one.id} upload={one} />
          ))}
        </ul>
      ) : null}
      {theirs ? (
        <div className="px-3 pb-1">
          <ConflictNotice
            what="comment"
            theirs={theirs}
            onOverwrite={() => send(theirs.version)}
            onTake={() => {
              cancel();
              onSent();
            }}
          />
        </div>
      ) : problem ? (
        <p role="alert" className="px-3 pb-1 text-danger">
          {problem}
        </p>
      ) : null}
      <RestoredNotice typed={typed} className="px-3 pb-1" />
      <div className="flex items-center justify-end gap-2 p-1.5">
        {takesFiles ? (
          <span className="me-auto flex">
            {fileField}
            <Tooltip text="Attach files">
              <IconButton icon={Paperclip} label="Attach files to the comment" onClick={choose} />
            </Tooltip>
          </span>
        ) : null}
        <span className="max-sm:hidden">
          <Kbd keys="mod+enter" />
        </span>
        {onClose ? (
          <Button look="quiet" onClick={cancel}>
            Cancel
          </Button>
        ) : null}
        <Button look={full ? "primary" : "plain"} disabled={!full || sending} onClick={() => send()}>
          {files.length > 0 && !asksToSend ? "Attach" : action}
        </Button>
      </div>
    </div>
  );
}

type Conflict = ComponentProps<typeof ConflictNotice>["theirs"];

function conflictIn(error: unknown): (Conflict & { version: number }) | null {
  const current = error instanceof Refusal && error.code === "conflict" ? (error.current as Comment | null) : null;
  if (!current?.version) return null;
  return { text: current.body, version: current.version, changed: (error as Refusal).changed };
}

/** What a comment says that only brings files; as code, so that no name is taken for Markdown or names somebody. */
function namesOf(files: readonly WaitingFile[]): string {
  return files.map(({ name }) => `\`${name.replaceAll("`", "'")}\``).join(", ");
}
