"use client";

import { useState } from "react";
import { post, Refusal } from "#components/api";
import { useIssue } from "#components/issues/issue-context";
import { CancelButton } from "#components/typed/cancel-button";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { parseDuration } from "#components/worklogs/parse-duration";

/** Logs work that is over: how long, and what was done. */
export function LogTimeForm({ onClose }: { onClose: () => void }) {
  const { issue, refresh } = useIssue();
  const typed = useTyped(`${issue.id}/time`, { time: "", note: "" });
  const { time, note } = typed.values;
  const [problem, setProblem] = useState<string | null>(null);

  async function send(event: React.FormEvent) {
    event.preventDefault();
    const minutes = parseDuration(time);
    if (minutes === null) return setProblem("Write a time such as 45m, 1h 30m or 1.5h.");
    try {
      await post(`/issues/${issue.key}/worklogs`, { minutes, note });
      typed.done();
      refresh();
      onClose();
    } catch (error) {
      setProblem(error instanceof Refusal ? error.message : "Nothing was saved.");
    }
  }

  return (
    <form
      onSubmit={send}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className="mb-2 grid gap-3 rounded-card border bg-sunken p-3 sm:grid-cols-[120px_minmax(0,1fr)_auto] sm:items-start"
    >
      <Field label="Time" problem={problem ?? undefined}>
        {(ids) => <Input {...ids} autoFocus placeholder="1h 30m" {...typed.bind("time")} />}
      </Field>
      <Field label="What was done">{(ids) => <Input {...ids} {...typed.bind("note")} />}</Field>
      <span className="flex gap-2 sm:pt-6">
        <Button type="submit" look="primary" size="field">
          Log time
        </Button>
        <CancelButton typed={typed} onClose={onClose} size="field" />
      </span>
      <RestoredNotice typed={typed} className="sm:col-span-3" />
    </form>
  );
}
