"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { patch, Refusal } from "#components/api";
import { dropDraft, keepDraft, readDraft } from "#components/documents/draft";
import { useWorkspace } from "#components/shell/workspace";
import { toast } from "#components/ui/toast";
import type { Document } from "#lib/domain/documents/schema";

/** What the writing began from. */
interface Base {
  title: string;
  /** Null where the text it began from is not the one that the page has. */
  body: string | null;
  version: number;
  revision: number;
}

const baseOf = ({ title, body, version, revision }: Base): Base => ({ title, body, version, revision });

/** How long after the last key the preview follows and the draft is kept, in milliseconds. */
const PREVIEW_AFTER = 200;
const KEEP_AFTER = 300;

/** A document being written: what it is now, its draft in this browser, and how it is saved without losing anybody's words. */
export function useDocumentDraft(document: Document, onSaved: () => void) {
  const me = useWorkspace().me.id;
  const [begun] = useState(() => {
    const draft = readDraft(me, document.id);
    if (!draft) return { base: baseOf(document), draft };
    const { version, revision } = draft;
    return {
      base: { ...baseOf(document), version, revision, ...(revision === document.revision ? {} : { body: null }) },
      draft,
    };
  });
  const [base, setBase] = useState<Base>(begun.base);
  const [title, setTitleShown] = useState(begun.draft?.title ?? document.title);
  const first = begun.draft?.body ?? document.body;
  const [shown, setShown] = useState({ text: first, at: 0 });
  const [unsaved, setUnsaved] = useState(begun.draft !== null);
  const [theirs, setTheirs] = useState<Document | null>(null);
  const [changed, setChanged] = useState<Refusal["changed"]>();
  const [mine, setMine] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const now = useRef({ text: () => first, title, note: begun.draft?.note ?? "", unsaved, base });
  now.current = { ...now.current, title, unsaved, base };
  const timers = useRef<{ preview?: ReturnType<typeof setTimeout>; keep?: ReturnType<typeof setTimeout> }>({});

  function keep() {
    clearTimeout(timers.current.keep);
    const { text, base: from, unsaved: open } = now.current;
    if (!open) return;
    const kept = keepDraft(me, document.id, {
      title: now.current.title,
      body: text(),
      note: now.current.note,
      version: from.version,
      revision: from.revision,
    });
    if (!kept) setProblem("This browser has no room for a draft. Save before you leave.");
  }

  function touched() {
    now.current.unsaved = true;
    setUnsaved(true);
    clearTimeout(timers.current.keep);
    timers.current.keep = setTimeout(keep, KEEP_AFTER);
  }

  function write({ text, at, typed }: { text: () => string; at: number; typed: boolean }) {
    now.current.text = text;
    clearTimeout(timers.current.preview);
    timers.current.preview = setTimeout(
      () => setShown((before) => ({ text: typed ? text() : before.text, at })),
      PREVIEW_AFTER,
    );
    if (typed) touched();
  }

  async function send(version: number, again = true): Promise<Document> {
    const { text, title: name, note, base: from } = now.current;
    try {
      return await patch<Document>(`/documents/${document.key}`, {
        title: name,
        body: text(),
        version,
        ...(note ? { note } : {}),
      });
    } catch (error) {
      const current = error instanceof Refusal && error.code === "conflict" ? (error.current as Document | null) : null;
      // Somebody changed something else than the text: that is no conflict.
      if (!again || !current?.version || current.body !== from.body || current.title !== from.title) throw error;
      return send(current.version, false);
    }
  }

  async function save(version = now.current.base.version): Promise<boolean> {
    if (saving) return false;
    setSaving(true);
    setProblem(null);
    const sent = { text: now.current.text(), title: now.current.title };
    try {
      const saved = await send(version);
      setBase(baseOf(saved));
      now.current.base = baseOf(saved);
      now.current.note = "";
      setTheirs(null);
      const more = now.current.text() !== sent.text || now.current.title !== sent.title;
      now.current.unsaved = more;
      setUnsaved(more);
      if (more) keep();
      else {
        clearTimeout(timers.current.keep);
        dropDraft(me, document.id);
      }
      toast(`Saved as revision ${saved.revision}`);
      onSaved();
      return true;
    } catch (error) {
      keep();
      const current = error instanceof Refusal && error.code === "conflict" ? (error.current as Document | null) : null;
      if (current?.version) {
        setTheirs(current);
        setChanged((error as Refusal).changed);
        setMine(now.current.text());
      } else setProblem(error instanceof Error ? error.message : "Nothing was saved.");
      return false;
    } finally {
      setSaving(false);
    }
  }

  const keepAtLast = useEffectEvent(keep);
  useEffect(() => {
    const running = timers.current;
    const hide = () => keepAtLast();
    window.addEventListener("pagehide", hide);
    return () => {
      window.removeEventListener("pagehide", hide);
      clearTimeout(running.preview);
      keepAtLast();
    };
  }, []);

  return {
    fromDraft: begun.draft,
    firstNote: begun.draft?.note ?? "",
    base,
    title,
    shown,
    unsaved,
    saving,
    problem,
    /** The document as somebody else saved it meanwhile. */
    theirs,
    /** Who saved it. */
    changed,
    /** What was written here when that came to light. */
    mine,
    text: () => now.current.text(),
    setTitle(next: string) {
      now.current.title = next;
      setTitleShown(next);
      touched();
    },
    setNote: (note: string) => {
      now.current.note = note;
      if (now.current.unsaved) touched();
    },
    write,
    keep,
    save: () => save(),
    /** Saves over what somebody else saved; theirs stays as a revision. */
    saveOver: () => save(theirs?.version),
    backToWriting: () => setTheirs(null),
    /** Gives up what was written here. */
    drop() {
      clearTimeout(timers.current.keep);
      now.current.unsaved = false;
      setUnsaved(false);
      dropDraft(me, document.id);
    },
  };
}
