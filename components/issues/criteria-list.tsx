"use client";

import { ListChecks, Plus, X } from "lucide-react";
import { useState } from "react";
import { patch } from "#components/api";
import { AddButton } from "#components/issues/add-button";
import { useIssue } from "#components/issues/issue-context";
import { IssueSection } from "#components/issues/issue-section";
import { KeptNotice, RestoredNotice } from "#components/typed/restored-notice";
import { type Typed, useTyped } from "#components/typed/use-typed";
import { CheckBox } from "#components/ui/check-box";
import { IconButton } from "#components/ui/icon-button";
import { refusalToast } from "#components/ui/refusal-toast";
import { TextArea } from "#components/ui/text-area";
import { useOpener } from "#components/ui/use-opener";
import type { Criterion } from "#lib/domain/criteria/schema";

/** What must hold for the issue to be done; each is ticked, worded and dropped in place. */
export function CriteriaList() {
  const { issue, mayWrite, edit, refresh } = useIssue();
  const [adding, setAdding] = useState(false);
  const opener = useOpener(adding);
  const added = useTyped(`${issue.id}/criterion`, { text: "" });
  const begin = () => {
    added.open();
    setAdding(true);
  };
  const list = issue.criteriaList;

  function replace(next: (Pick<Criterion, "text" | "done"> & { id?: string })[]) {
    const criteria = next.map(({ id, text, done }) => ({ ...(id ? { id } : {}), text, done }));
    return edit({ criteria, version: issue.version }, {});
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

  if (list.length === 0 && !adding && !added.isChanged) {
    return mayWrite ? (
      <AddButton ref={opener} icon={ListChecks} onClick={begin}>
        Add a criterion
      </AddButton>
    ) : null;
  }
  return (
    <IssueSection
      title="Acceptance criteria"
      count={list.length > 0 ? `${list.filter((one) => one.done).length} of ${list.length}` : undefined}
      actions={mayWrite ? <IconButton icon={Plus} ref={opener} label="Add a criterion" onClick={begin} /> : null}
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
        <NewCriterion
          typed={added}
          onAdd={(text) => replace([...list, { text, done: false }])}
          onClose={() => setAdding(false)}
        />
      ) : mayWrite && added.isChanged ? (
        <KeptNotice onOpen={begin} onDiscard={added.discard} />
      ) : null}
    </IssueSection>
  );
}

interface NewProps {
  typed: Typed<{ text: string }>;
  onAdd: (text: string) => Promise<boolean>;
  onClose: () => void;
}

interface RowProps {
  criterion: Criterion;
  disabled: boolean;
  onTick: (done: boolean) => Promise<void>;
  onWord: (text: string) => Promise<boolean>;
  onDrop: () => void;
}

function CriterionRow({ criterion, disabled, onTick, onWord, onDrop }: RowProps) {
  const typed = useTyped(`criteria/${criterion.id}`, { text: criterion.text });
  const { text } = typed.values;
  const [editing, setEditing] = useState(false);
  const opener = useOpener(editing);
  const [touched, setTouched] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState(criterion.done);
  const [read, setRead] = useState(criterion);
  if (read !== criterion) {
    setRead(criterion);
    setDone(criterion.done);
  }

  function begin() {
    typed.open();
    setTouched(false);
    setEditing(true);
  }

  function leave() {
    if (!text.trim()) typed.done();
    setProblem(null);
    setEditing(false);
  }

  async function word() {
    if (!typed.isChanged) return leave();
    if (!text.trim()) return setProblem("A criterion needs words. Type some, or press Escape to leave it as it was.");
    if (!(await onWord(text.trim()))) return;
    typed.done();
    leave();
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
      {editing ? (
        <div className="min-w-0 flex-1">
          <TextArea
            bare
            autoFocus
            rows={1}
            aria-label="Criterion"
            aria-invalid={problem !== null}
            value={typed.values.text}
            onChange={(event) => {
              setTouched(true);
              setProblem(null);
              typed.set({ text: event.target.value });
            }}
            onCancel={leave}
            onBlur={() => (touched ? !problem && word() : leave())}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey) return;
              event.preventDefault();
              word();
            }}
            className="text-control"
          />
          {problem ? (
            <p role="alert" className="text-danger">
              {problem}
            </p>
          ) : (
            <RestoredNotice typed={typed} theirs={typed.theirs} />
          )}
        </div>
      ) : (
        <div className="min-w-0 flex-1">
          <button
            ref={opener}
            type="button"
            disabled={disabled}
            onClick={begin}
            dir="auto"
            className={`w-full cursor-text break-words text-start text-control ${done ? "text-muted" : ""}`}
          >
            {criterion.text}
          </button>
          {typed.isChanged && !disabled ? <KeptNotice onOpen={begin} onDiscard={typed.discard} /> : null}
        </div>
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

function NewCriterion({ typed, onAdd, onClose }: NewProps) {
  async function add() {
    const next = typed.values.text.trim();
    if (next && (await onAdd(next))) typed.done();
  }
  return (
    <>
      <TextArea
        autoFocus
        rows={1}
        aria-label="New criterion"
        placeholder="What must hold. Enter adds it, Escape ends."
        {...typed.bind("text")}
        onCancel={onClose}
        onBlur={() => !typed.values.text.trim() && onClose()}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey) return;
          event.preventDefault();
          add();
        }}
        className="mt-1"
      />
      <RestoredNotice typed={typed} />
    </>
  );
}
