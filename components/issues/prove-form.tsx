"use client";

import { type FormEvent, useState } from "react";
import { post } from "#components/api";
import { EVIDENCE_WORDS, evidenceIn } from "#components/issues/evidence-words";
import { useIssue } from "#components/issues/issue-context";
import { CancelButton } from "#components/typed/cancel-button";
import { RestoredNotice } from "#components/typed/restored-notice";
import type { Typed } from "#components/typed/use-typed";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";

interface Props {
  criterion: string;
  typed: Typed<{ text: string }>;
  onClose: () => void;
}

/** Adds evidence to a criterion; of what kind it is, it tells by its look. */
export function ProveForm({ criterion, typed, onClose }: Props) {
  const { issue, refresh } = useIssue();
  const [sending, setSending] = useState(false);
  const text = typed.values.text.trim();
  const evidence = evidenceIn(text);

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!text || sending) return;
    setSending(true);
    const path = `/issues/${issue.key}/criteria/${criterion}/evidence`;
    const done = await attempt(() => post(path, evidence.body), "The evidence was not added");
    setSending(false);
    if (!done) return;
    typed.done();
    refresh();
    onClose();
  }

  return (
    <form onSubmit={send} onKeyDown={(event) => event.key === "Escape" && onClose()} className="mt-1.5 grid gap-1.5">
      <Input
        autoFocus
        aria-label="Evidence"
        placeholder="Commit, pull request, test run, document key, or a note"
        {...typed.bind("text")}
      />
      <RestoredNotice typed={typed} />
      <span className="flex items-center justify-end gap-2">
        <span className="me-auto text-mini text-muted" aria-live="polite">
          {text ? EVIDENCE_WORDS[evidence.kind] : ""}
        </span>
        <CancelButton typed={typed} onClose={onClose} />
        <Button type="submit" look="primary" disabled={!text || sending}>
          Add
        </Button>
      </span>
    </form>
  );
}
