"use client";

import { Link2, X } from "lucide-react";
import { useState } from "react";
import { CriterionEvidence } from "#components/issues/criterion-evidence";
import { ProveForm } from "#components/issues/prove-form";
import { KeptNotice, RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { CheckBox } from "#components/ui/check-box";
import { TextArea } from "#components/ui/text-area";
import { useOpener } from "#components/ui/use-opener";
import type { Criterion } from "#lib/domain/criteria/schema";

interface RowProps {
  criterion: Criterion;
  /** How it stands, as far as the reader knows. */
  state: Criterion["state"];
  disabled: boolean;
  onTick: (done: boolean) => Promise<void>;
  onWord: (text: string) => Promise<boolean>;
  onDrop: () => void;
}

const ACTION =
  "mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-chip text-muted opacity-0 hover:bg-pressed hover:text-ink focus-visible:opacity-100 group-hover/criterion:opacity-100 touch:opacity-100";

/** One criterion: ticked, worded and dropped in place; below it how it stands and what shows it. */
export function CriterionRow({ criterion, state, disabled, onTick, onWord, onDrop }: RowProps) {
  const typed = useTyped(`criteria/${criterion.id}`, { text: criterion.text });
  const { text } = typed.values;
  const [editing, setEditing] = useState(false);
  const opener = useOpener(editing);
  const [touched, setTouched] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const proof = useTyped(`criteria/${criterion.id}/evidence`, { text: "" });
  const [proving, setProving] = useState(false);
  const prover = useOpener(proving);
  const prove = () => {
    proof.open();
    setProving(true);
  };

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
    <li className="group/criterion flex min-h-8 items-start gap-2.5 rounded-control px-2 py-1 hover:bg-hover touch:py-2.5">
      <CheckBox
        className="mt-0.75"
        checked={state !== "open"}
        hollow={state === "reported"}
        disabled={disabled}
        aria-label={criterion.text}
        aria-describedby={state === "open" ? undefined : `standing-${criterion.id}`}
        onChange={() => onTick(state !== "verified")}
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
            className={`w-full cursor-text break-words text-start text-control ${state === "open" ? "" : "text-muted"}`}
          >
            {criterion.text}
          </button>
          {typed.isChanged && !disabled ? <KeptNotice onOpen={begin} onDiscard={typed.discard} /> : null}
          <CriterionEvidence
            criterion={criterion}
            state={state}
            mayWrite={!disabled}
            onVerify={() => void onTick(true)}
          />
          {proving ? (
            <ProveForm criterion={criterion.id} typed={proof} onClose={() => setProving(false)} />
          ) : proof.isChanged && !disabled ? (
            <KeptNotice onOpen={prove} onDiscard={proof.discard} />
          ) : null}
        </div>
      )}
      {disabled ? null : (
        <>
          <button
            ref={prover}
            type="button"
            aria-label={`Add evidence to “${criterion.text}”`}
            title="Add evidence"
            onClick={prove}
            className={ACTION}
          >
            <Link2 className="size-3.5" aria-hidden="true" />
          </button>
          <button type="button" aria-label={`Drop “${criterion.text}”`} onClick={onDrop} className={ACTION}>
            <X className="size-3.5" aria-hidden="true" />
          </button>
        </>
      )}
    </li>
  );
}
