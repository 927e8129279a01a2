"use client";

import { PenLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { useDocument } from "#components/documents/document-context";
import { type Draft, dropDraft, readDraft, takeWish } from "#components/documents/draft";
import { TickableTasks } from "#components/markdown/task-box";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";
import { lazyPart } from "#components/ui/lazy-part";
import { RelativeTime } from "#components/ui/relative-time";
import { Tooltip } from "#components/ui/tooltip";
import { useOpener } from "#components/ui/use-opener";

const loadEditor = () => import("#components/documents/document-editor").then((loaded) => loaded.DocumentEditor);
const DocumentEditor = lazyPart(loadEditor);

const Context = createContext<{ begin: () => void; opener: ReturnType<typeof useOpener> } | null>(null);

/** A document's page: `children` is how it is read; E writes it. */
export function DocumentView({ children }: { children: ReactNode }) {
  const { document, mayWrite, refresh } = useDocument();
  const router = useRouter();
  const [writing, setWriting] = useState(false);
  const opener = useOpener(writing);
  const begin = () => mayWrite && setWriting(true);
  useShortcut("editDocument", begin);
  useShortcut("history", () => router.push(`/documents/${document.key}/history`));
  useEffect(() => {
    if (mayWrite && takeWish(document.id)) setWriting(true);
  }, [mayWrite, document.id]);
  useEffect(() => {
    const timer = setTimeout(() => void loadEditor(), 400);
    return () => clearTimeout(timer);
  }, []);
  if (writing) {
    return <DocumentEditor document={document} onSaved={refresh} onClose={() => setWriting(false)} />;
  }
  return <Context value={{ begin, opener }}>{children}</Context>;
}

/** Opens the editor. */
export function EditDocumentButton() {
  const { mayWrite } = useDocument();
  const view = use(Context);
  if (!mayWrite || !view) return null;
  const { label, keys } = SHORTCUTS.editDocument;
  return (
    <Tooltip text={label} keys={keys}>
      <Button ref={view.opener} onClick={view.begin}>
        <PenLine className="size-3.5" aria-hidden="true" /> Edit
      </Button>
    </Tooltip>
  );
}

/** Says that this browser keeps a text that was not saved. */
export function DraftNotice() {
  const { document, mayWrite } = useDocument();
  const view = use(Context);
  const [draft, setDraft] = useState<Draft | null>(null);
  const me = useWorkspace().me.id;
  useEffect(() => setDraft(readDraft(me, document.id)), [me, document.id]);
  if (!draft || !mayWrite || !view) return null;
  return (
    <div
      role="status"
      className="mb-4 flex flex-wrap items-center justify-between gap-3 rounded-card border bg-sunken px-3 py-2 text-row"
    >
      <span>
        Your draft is not saved; you last wrote on it <RelativeTime at={draft.at} />.
      </span>
      <span className="flex gap-2">
        <Button onClick={view.begin}>Continue</Button>
        <Button
          look="quiet"
          onClick={() => {
            dropDraft(me, document.id);
            setDraft(null);
          }}
        >
          Discard
        </Button>
      </span>
    </div>
  );
}

/** The text as the server rendered it, its task boxes live; `skipped` stands before it in the source. */
export function ReadBody({ skipped, children }: { skipped: number; children: ReactNode }) {
  const { document, mayWrite, edit } = useDocument();
  const view = use(Context);
  if (document.body.trim() === "") {
    return mayWrite && view ? (
      <button
        type="button"
        onClick={view.begin}
        className="-mx-2 rounded-control px-2 py-1.5 text-start text-muted text-prose hover:bg-hover"
      >
        Nothing is written here yet. Press E to begin.
      </button>
    ) : null;
  }
  const source = document.body.slice(skipped);
  const save = (next: string) => {
    const body = document.body.slice(0, skipped) + next;
    return edit({ body, version: document.version, note: "Ticked a box" }, { body });
  };
  return (
    <TickableTasks source={source} save={save}>
      {children}
    </TickableTasks>
  );
}
