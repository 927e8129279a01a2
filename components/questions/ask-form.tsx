"use client";

import { type FormEvent, useState } from "react";
import { post, Refusal } from "#components/api";
import { useIssue } from "#components/issues/issue-context";
import { useChoices } from "#components/issues/use-choices";
import { NamingArea } from "#components/texts/naming-area";
import { CancelButton } from "#components/typed/cancel-button";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { CheckBox } from "#components/ui/check-box";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { TextArea } from "#components/ui/text-area";

/** Asks somebody about the issue. */
export function AskForm({ onClose }: { onClose: () => void }) {
  const { issue, refresh } = useIssue();
  const people = useChoices("assignee") ?? [];
  const typed = useTyped(`${issue.id}/question`, { text: "", options: "", of: "", blocking: true });
  const { text, options, of, blocking } = typed.values;
  const [problem, setProblem] = useState<Refusal | string | null>(null);
  const problemOf = (path: string) =>
    problem instanceof Refusal ? problem.fields.find((one) => one.path.split(".")[0] === path)?.message : undefined;

  async function send(event: FormEvent) {
    event.preventDefault();
    const lines = options.split("\n").map((line) => line.trim());
    try {
      await post(`/issues/${issue.key}/questions`, {
        ...{ text, blocking, options: lines.filter(Boolean) },
        ...(of ? { of } : {}),
      });
      typed.done();
      refresh();
      onClose();
    } catch (error) {
      setProblem(error instanceof Refusal ? error : "Nothing was saved.");
    }
  }

  const general = problem instanceof Refusal ? (problem.fields.length > 0 ? null : problem.message) : problem;
  return (
    <form
      onSubmit={send}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      className="mb-2 grid grid-cols-[minmax(0,1fr)] gap-3 rounded-card border bg-sunken p-3"
    >
      <Field label="Question" problem={problemOf("text")}>
        {(ids) => (
          <NamingArea
            {...ids}
            autoFocus
            className="min-h-16"
            value={typed.values.text}
            onWrite={(next) => typed.set({ text: next })}
          />
        )}
      </Field>
      <Field label="Options, one on each line" problem={problemOf("options")}>
        {(ids) => <TextArea {...ids} {...typed.bind("options")} />}
      </Field>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-48 flex-1">
          <Field label="Whom" problem={problemOf("of")}>
            {(ids) => (
              <Select
                {...ids}
                choices={people.flatMap(({ value, words, shown }) => (shown ? [[value, words] as const] : []))}
                {...typed.bind("of")}
              >
                <option value="">The project's lead, or the owner</option>
              </Select>
            )}
          </Field>
        </div>
        <label htmlFor={`blocking-${issue.id}`} className="flex h-field items-center gap-2 text-row">
          <CheckBox
            id={`blocking-${issue.id}`}
            checked={blocking}
            onChange={(event) => typed.set({ blocking: event.currentTarget.checked })}
          />
          The issue waits for the answer
        </label>
      </div>
      {general ? (
        <p role="alert" className="text-danger text-row">
          {general}
        </p>
      ) : null}
      <RestoredNotice typed={typed} />
      <span className="flex justify-end gap-2">
        <CancelButton typed={typed} onClose={onClose} size="field" />
        <Button type="submit" look="primary" size="field" disabled={!text.trim()}>
          Ask
        </Button>
      </span>
    </form>
  );
}
