"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { patch } from "#components/api";
import { useIssue } from "#components/issues/issue-context";
import { IssueSection } from "#components/issues/issue-section";
import { Button } from "#components/ui/button";
import { CheckBox } from "#components/ui/check-box";
import { refusalToast } from "#components/ui/refusal-toast";
import { TextArea } from "#components/ui/text-area";
import type { Criterion } from "#lib/domain/issues/schema";

/** What must hold for the issue to be done; each is ticked, worded and dropped in place. */
export function CriteriaList() {
  const { issue, mayWrite, edit, refresh } = useIssue();
  const [adding, setAdding] = useState(false);
  const list = issue.criteriaList;
  if (list.length === 0 && !mayWrite) return null;

  function replace(next: (Omit<Criterion, "id"> & { id?: string })[]) {
    return edit({ criteria: next, version: issue.version }, {});
  }

  async function tick(criterion: Criterion, done: boolean) {
    try {
      await patch(`/issues/${issue.key}/criteria/${criterion.id}`, { done });
      refresh();
    } catch (error) {
      refusalToast(error, "The criterion was not changed");
      throw error;
    }
  }

  return (
    <IssueSection
      title="Acceptance criteria"
      count={list.length > 0 ? `${list.filter((one) => one.done).length} of ${list.length}` : undefined}
      actions={
        mayWrite ? (
          <Button look="quiet" size="icon" aria-label="Add a criterion" onClick={() => setAdding(true)}>
            <Plus className="size-3.5" aria-hidden="true" />
          </Button>
        ) : null
      }
    >
      <ul className="-mx-2">
        {list.map((criterion) => (
          <CriterionRow
            key={criterion.id}
            criterion={criterion}
            disabled={!mayWrite}
            onTick={(done) => tick(criterion, done)}
            onWord={(text) => replace(list.map((one) => (one.id === criterion.id ? { ...one, text } : one)))}
            onDrop={() => replace(list.filter((one) => one.id !== criterion.id))}
          />
        ))}
      </ul>
      {adding ? (
        <NewCriterion onAdd={(text) => replace([...list, { text, done: false }])} onClose={() => setAdding(false)} />
      ) : list.length === 0 ? (
        <button
          type="button"
          className="-mx-2 h-control rounded-control px-2 text-muted hover:bg-hover"
          onClick={() => setAdding(true)}
        >
          Add what must hold for this to be done
        </button>
      ) : null}
    </IssueSection>
  );
}

interface RowProps {
  criterion: Criterion;
  disabled: boolean;
  onTick: (done: boolean) => Promise<void>;
  onWord: (text: string) => Promise<boolean>;
  onDrop: () => void;
}

function CriterionRow({ criterion, disabled, onTick, onWord, onDrop }: RowProps) {
  const [text, setText] = useState<string | null>(null);
  const [done, setDone] = useState(criterion.done);
  const [read, setRead] = useState(criterion);
  if (read !== criterion) {
    setRead(criterion);
    setDone(criterion.done);
  }

  async function word() {
    const next = text?.trim();
    if (!next || next === criterion.text) return setText(null);
    if (await onWord(next)) setText(null);
  }

  return (
    <li className="group/criterion flex min-h-8 items-start gap-2.5 rounded-control px-2 py-1 hover:bg-hover touch:min-h-row touch:items-center">
      <CheckBox
        className="mt-0.75 touch:mt-0"
        checked={done}
        disabled={disabled}
        aria-label={criterion.text}
        onChange={async (event) => {
          const next = event.target.checked;
          setDone(next);
          await onTick(next).catch(() => setDone(!next));
        }}
      />
      {text === null ? (
        <button
          type="button"
          disabled={disabled}
          onClick={() => setText(criterion.text)}
          dir="auto"
          className={`min-w-0 flex-1 cursor-text break-words text-start text-control ${done ? "text-muted" : ""}`}
        >
          {criterion.text}
        </button>
      ) : (
        <TextArea
          bare
          autoFocus
          rows={1}
          aria-label="Criterion"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onCancel={() => setText(null)}
          onBlur={word}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey) return;
            event.preventDefault();
            word();
          }}
          className="flex-1 text-control"
        />
      )}
      {disabled ? null : (
        <button
          type="button"
          aria-label={`Drop “${criterion.text}”`}
          onClick={onDrop}
          className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-chip text-muted opacity-0 hover:bg-pressed hover:text-ink focus-visible:opacity-100 group-hover/criterion:opacity-100 touch:opacity-100"
        >
          <X className="size-3.5" aria-hidden="true" />
        </button>
      )}
    </li>
  );
}

function NewCriterion({ onAdd, onClose }: { onAdd: (text: string) => Promise<boolean>; onClose: () => void }) {
  const [text, setText] = useState("");
  async function add() {
    const next = text.trim();
    if (next && (await onAdd(next))) setText("");
  }
  return (
    <TextArea
      autoFocus
      rows={1}
      aria-label="New criterion"
      placeholder="What must hold. Enter adds it, Escape ends."
      value={text}
      onChange={(event) => setText(event.target.value)}
      onCancel={onClose}
      onBlur={() => !text.trim() && onClose()}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.shiftKey) return;
        event.preventDefault();
        add();
      }}
      className="mt-1"
    />
  );
}
