"use client";

import { Columns2, PenLine } from "lucide-react";
import { useDeferredValue, useEffect, useEffectEvent, useState } from "react";
import { ChunkedMarkdown } from "#components/documents/chunked-markdown";
import { ConflictPane } from "#components/documents/conflict-pane";
import { LazyMarkdownEditor } from "#components/documents/lazy-editors";
import { useDocumentDraft } from "#components/documents/use-document-draft";
import { useLeaveWarning } from "#components/documents/use-leave-warning";
import { ChangedBy, useLastChange } from "#components/issues/conflict-notice";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";
import { RelativeTime } from "#components/ui/relative-time";
import type { Document } from "#lib/domain/documents/schema";

/** What scrolls can be scrolled with the keyboard alone. */
const SCROLLABLE = { tabIndex: 0 };

interface Props {
  document: Document;
  onSaved: () => void;
  onClose: () => void;
}

/** Writes a document: Markdown on the left, how it will look on the right. */
export function DocumentEditor({ document, onSaved, onClose }: Props) {
  const { projects } = useWorkspace();
  const draft = useDocumentDraft(document, onSaved);
  const [preview, setPreview] = useState(() => window.matchMedia("(min-width: 1024px)").matches);
  const [note, setNote] = useState(draft.firstNote);
  const shown = useDeferredValue(draft.shown);
  const keys = projects.map((project) => project.key);
  useLeaveWarning(draft.unsaved);

  async function save() {
    if (await draft.save()) setNote("");
  }
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    if (!draft.theirs) void save();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);

  function close() {
    if (draft.unsaved) draft.keep();
    onClose();
  }
  function giveUp() {
    draft.drop();
    onClose();
  }

  const newer = document.revision > draft.base.revision;
  const quicker = useLastChange(newer ? { on: document.id, field: "body" } : undefined);
  if (draft.theirs) return <ConflictPane document={document} draft={draft} theirs={draft.theirs} onGiveUp={giveUp} />;
  return (
    <section aria-label="Editor" className="flex h-dvh min-h-100 flex-col max-md:h-[calc(100dvh-56px)]">
      <h1 dir="auto" className="sr-only">
        {document.title}
      </h1>
      <div className="flex flex-wrap items-center gap-2 border-b px-gutter py-2">
        <input
          dir="auto"
          aria-label="Title"
          value={draft.title}
          maxLength={200}
          onChange={(event) => draft.setTitle(event.target.value)}
          className="h-control min-w-40 flex-1 max-sm:basis-full rounded-control bg-transparent px-2 font-semibold text-prose hover:bg-hover focus-visible:bg-raised"
        />
        <input
          dir="auto"
          aria-label="What changed"
          placeholder="What changed (optional)"
          value={note}
          maxLength={200}
          onChange={(event) => {
            setNote(event.target.value);
            draft.setNote(event.target.value.trim());
          }}
          className="h-control w-56 rounded-control border border-edge bg-raised px-2.5 text-row placeholder:text-faint max-sm:order-last max-sm:w-full"
        />
        <Button
          look="quiet"
          aria-pressed={preview}
          onClick={() => setPreview(!preview)}
          className="max-lg:hidden"
          title={preview ? "Hide the preview" : "Show the preview"}
        >
          <Columns2 className="size-4" aria-hidden="true" /> Preview
        </Button>
        <Button look="quiet" onClick={() => setPreview(!preview)} className="lg:hidden" aria-pressed={!preview}>
          <PenLine className="size-4" aria-hidden="true" /> {preview ? "Write" : "Preview"}
        </Button>
        <Button look="quiet" onClick={close}>
          Close
        </Button>
        <Button look="primary" disabled={draft.saving || !draft.title.trim()} onClick={save}>
          {draft.saving ? "Saving…" : "Save"}{" "}
          <span className="max-sm:hidden">
            <Kbd keys="mod+s" onAccent />
          </span>
        </Button>
      </div>
      {draft.fromDraft || newer || draft.problem ? (
        <div
          role="status"
          className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b bg-sunken px-gutter py-1.5 text-row"
        >
          {draft.problem ? <span className="text-danger">{draft.problem} What you wrote is kept.</span> : null}
          {newer ? (
            <span>
              <ChangedBy changed={quicker} what="document" /> meanwhile: revision {document.revision}. You see both when
              you save.
            </span>
          ) : null}
          {draft.fromDraft && draft.unsaved ? (
            <span className="text-soft">
              Your draft from <RelativeTime at={draft.fromDraft.at} />.{" "}
              <button
                type="button"
                onClick={giveUp}
                className="rounded-chip underline underline-offset-2 hover:text-ink"
              >
                Discard it
              </button>
            </span>
          ) : null}
        </div>
      ) : null}
      <div className="grid min-h-0 flex-1 lg:data-[preview=true]:grid-cols-2" data-preview={preview}>
        <div className={`min-h-0 min-w-0 overflow-hidden ${preview ? "max-lg:hidden" : ""}`}>
          <LazyMarkdownEditor label="Text, in Markdown" initial={draft.text} onChange={draft.write} />
        </div>
        {preview ? (
          <section
            {...SCROLLABLE}
            aria-label="Preview"
            className="min-h-0 min-w-0 overflow-y-auto border-s bg-sunken px-6 py-4"
          >
            <ChunkedMarkdown source={shown.text} projects={keys} at={shown.at} />
          </section>
        ) : null}
      </div>
    </section>
  );
}
