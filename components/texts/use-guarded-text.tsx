"use client";

import { useState } from "react";
import { patch, Refusal } from "#components/api";

/** What has a title and a description that are edited in place. */
export interface TextSubject {
  title: string;
  description: string;
  version: number;
}

/** A text as it was when the editing began, and as it is being typed. */
interface Draft {
  base: string;
  version: number;
  text: string;
}

interface Guarded {
  /** Where it is changed in the REST door. */
  path: string;
  subject: TextSubject;
  field: "title" | "description";
  refresh: () => void;
}

export type GuardedText = ReturnType<typeof useGuardedTextOf>;

/**
 * Edits one text and guards it by the version that was read. A write by somebody else to *another* field is no conflict:
 * then it is sent again. A write to this one is: what was typed stays, theirs is offered.
 */
export function useGuardedTextOf({ path, subject, field, refresh }: Guarded) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [theirs, setTheirs] = useState<TextSubject | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);

  function begin() {
    setDraft((now) => now ?? { base: subject[field], version: subject.version, text: subject[field] });
  }

  function cancel() {
    setDraft(null);
    setTheirs(null);
    setProblem(null);
  }

  async function save(version = draft?.version): Promise<void> {
    if (!draft || saving) return;
    if (draft.text === draft.base && !theirs) return cancel();
    setSaving(true);
    setProblem(null);
    try {
      await send(draft, version);
      refresh();
      cancel();
    } catch (error) {
      const current = conflictState(error);
      if (current) setTheirs(current);
      setProblem(error instanceof Error ? error.message : "Nothing was saved.");
    } finally {
      setSaving(false);
    }
  }

  async function send({ base, text }: Draft, version: number | undefined, again = true): Promise<void> {
    try {
      await patch(path, { [field]: text, version });
    } catch (error) {
      const current = conflictState(error);
      if (!again || !current || current[field] !== base) throw error;
      await send({ base, text, version: current.version }, current.version, false);
    }
  }

  return {
    editing: draft !== null,
    text: draft?.text ?? "",
    saving,
    problem,
    /** Their text, where it changed since the editing began. */
    theirs: theirs?.[field] ?? null,
    begin,
    cancel,
    save: () => save(),
    write: (text: string) => setDraft((now) => now && { ...now, text }),
    overwrite: () => save(theirs?.version),
    take() {
      cancel();
      refresh();
    },
  };
}

function conflictState(error: unknown): TextSubject | null {
  const current = error instanceof Refusal && error.code === "conflict" ? (error.current as TextSubject | null) : null;
  return current?.version ? current : null;
}
