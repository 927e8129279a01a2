"use client";

import { useState } from "react";
import { patch, Refusal } from "#components/api";
import { useTyped } from "#components/typed/use-typed";
import type { Problem } from "#lib/core/errors";

/** Something with texts that are edited in place, and where it is changed in the REST door. */
export interface TextSource<Field extends string> {
  path: string;
  item: { id: string; version: number } & Record<Field, string>;
  refresh: () => void;
}

/** Somebody else's text, and who wrote it where the server said so. */
interface Theirs {
  text: string;
  version: number;
  changed: Problem["changed"];
}

export type GuardedText = ReturnType<typeof useGuardedText>;

/**
 * Edits one text and guards it by the version that was read. A write by somebody else to *another* field is no conflict:
 * then it is sent again. A write to this one is: what was typed stays, theirs is offered. `required` says why it may not be
 * empty, where it may not.
 */
export function useGuardedText<Field extends string>(
  { path, item: subject, refresh }: TextSource<Field>,
  field: Field,
  required?: string,
) {
  // `from` is the version that the typing began from.
  const typed = useTyped(`${subject.id}/${field}`, { text: subject[field] as string, from: 0 });
  const [editing, setEditing] = useState(false);
  const [touched, setTouched] = useState(false);
  const [theirs, setTheirs] = useState<Theirs | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const { text } = typed.values;

  function begin() {
    if (editing) return;
    typed.open();
    setTouched(false);
    const now = typed.theirs.text;
    setTheirs(now === undefined ? null : { text: now, version: subject.version, changed: undefined });
    setEditing(true);
  }

  function close() {
    setEditing(false);
    setTheirs(null);
    setProblem(null);
  }

  async function save(over: Theirs | null = null): Promise<void> {
    if (saving) return;
    if (!typed.isChanged) return close();
    if (required && !text.trim()) {
      // That it is empty comes before what somebody else wrote; the next try finds that again.
      setTheirs(null);
      return setProblem(required);
    }
    setSaving(true);
    setProblem(null);
    try {
      await send(over?.version ?? typed.values.from, over?.text ?? typed.bases.text ?? subject[field]);
      typed.done();
      refresh();
      close();
    } catch (error) {
      setTheirs(theirsIn(error, field));
      setProblem(error instanceof Error ? error.message : "Nothing was saved.");
    } finally {
      setSaving(false);
    }
  }

  async function send(version: number, base: string, again = true): Promise<void> {
    try {
      await patch(path, { [field]: text, version });
    } catch (error) {
      const current = theirsIn(error, field);
      if (!again || !current || current.text !== base) throw error;
      await send(current.version, base, false);
    }
  }

  return {
    typed,
    editing,
    touched,
    saving,
    problem,
    /** Their text, where it changed since the editing began. */
    theirs,
    /** What its activity is to be asked for. */
    about: { on: subject.id, field: field as string },
    begin,
    /** Closes the field; what was typed stays for later. */
    leave() {
      if (required && !text.trim()) typed.done();
      close();
    },
    /** Closes the field and throws away what was typed. */
    cancel() {
      typed.discard();
      close();
    },
    save: () => save(),
    write(next: string) {
      setTouched(true);
      setProblem(null);
      if (next === (typed.bases.text ?? subject[field])) typed.done();
      else typed.set({ text: next, from: typed.values.from || subject.version });
    },
    overwrite: () => save(theirs),
    take() {
      typed.discard();
      close();
      refresh();
    },
  };
}

function theirsIn(error: unknown, field: string): Theirs | null {
  if (!(error instanceof Refusal) || error.code !== "conflict") return null;
  const current = error.current as ({ version?: number } & Record<string, unknown>) | null | undefined;
  const text = current?.[field];
  if (typeof current?.version !== "number" || typeof text !== "string") return null;
  return { text, version: current.version, changed: error.changed };
}
