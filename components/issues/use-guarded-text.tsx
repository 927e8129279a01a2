"use client";

import { useState } from "react";
import { patch, Refusal } from "#components/api";
import { useIssue } from "#components/issues/issue-context";
import type { Issue } from "#lib/domain/issues/schema";

/** A text as it was when the editing began, and as it is being typed. */
interface Draft {
  base: string;
  version: number;
  text: string;
}

type Field = "title" | "description";

/**
 * Edits one text of an issue and guards it by the version that was read. A write by somebody else to *another* field is no
 * conflict: then it is sent again. A write to this one is: what was typed stays, theirs is offered.
 */
export function useGuardedText(field: Field) {
  const { issue, refresh } = useIssue();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [theirs, setTheirs] = useState<Issue | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);

  function begin() {
    setDraft((now) => now ?? { base: issue[field], version: issue.version, text: issue[field] });
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
      const current = error instanceof Refusal && error.code === "conflict" ? (error.current as Issue | null) : null;
      if (current?.version) setTheirs(current);
      setProblem(error instanceof Error ? error.message : "Nothing was saved.");
    } finally {
      setSaving(false);
    }
  }

  async function send({ base, text }: Draft, version: number | undefined, again = true): Promise<void> {
    try {
      await patch(`/issues/${issue.key}`, { [field]: text, version });
    } catch (error) {
      const current = error instanceof Refusal && error.code === "conflict" ? (error.current as Issue | null) : null;
      if (!again || !current?.version || current[field] !== base) throw error;
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
