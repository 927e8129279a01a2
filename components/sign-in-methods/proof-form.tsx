"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import { useRefusal } from "#components/use-refusal";

interface Props {
  label: string;
  hint?: string;
  action: string;
  /** A code in plain view; a password is hidden. */
  asksCode?: boolean;
  send: (typed: string) => Promise<unknown>;
  onCancel?: () => void;
}

/** Asks for one secret before something is done: a password, or a code. */
export function ProofForm({ label, hint, action, asksCode = false, send, onCancel }: Props) {
  const [typed, setTyped] = useState("");
  const { problem, problemOf, send: ask } = useRefusal();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!(await ask(() => send(typed)))) return;
    setTyped("");
  }

  const kind = asksCode
    ? ({ autoComplete: "one-time-code", autoCapitalize: "none", spellCheck: false, className: "font-mono" } as const)
    : ({ type: "password", autoComplete: "current-password" } as const);
  return (
    <form onSubmit={submit} className="grid gap-3">
      <div className="max-w-80">
        <Field label={label} hint={hint} problem={problemOf("password") ?? problemOf("code")}>
          {(ids) => (
            <Input
              {...ids}
              {...kind}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              autoFocus={onCancel !== undefined}
            />
          )}
        </Field>
      </div>
      <FormProblem>{problem}</FormProblem>
      <div className="flex gap-2">
        <Button type="submit" size="field" disabled={!typed.trim()}>
          {action}
        </Button>
        {onCancel ? (
          <Button size="field" look="quiet" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
      </div>
    </form>
  );
}
