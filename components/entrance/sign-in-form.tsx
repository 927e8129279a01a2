"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { signInWithPassword } from "#components/entrance/sign-in-with-password";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";

interface Props {
  /** Where to go then: a path of ours. */
  next: string;
  /** Why another way did not let somebody in. */
  problem: string | null;
  /** Stands below until the password fitted. */
  otherWays: ReactNode;
}

/** Asks for name and password and then, of who has a second factor, for its code. */
export function SignInForm({ next, otherWays, ...came }: Props) {
  const [problem, setProblem] = useState(came.problem);
  const [isBusy, setBusy] = useState(false);
  const [isCodeWanted, setCodeWanted] = useState(false);
  const [given, setGiven] = useState({ name: "", password: "", code: "" });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const now = { ...given, ...(Object.fromEntries(new FormData(event.currentTarget)) as Partial<typeof given>) };
    setGiven(now);
    setBusy(true);
    setProblem(null);
    const outcome = await signInWithPassword(now);
    if (outcome.is === "signed in") return window.location.assign(next);
    if (outcome.is === "code wanted") setCodeWanted(true);
    else setProblem(outcome.why);
    setBusy(false);
  }

  function startAgain() {
    setGiven({ name: given.name, password: "", code: "" });
    setCodeWanted(false);
    setProblem(null);
  }

  return (
    <>
      <form onSubmit={submit} method="post" className="grid gap-4">
        {isCodeWanted ? (
          <Field label="Code" hint="Six digits of your authenticator app, or a recovery code.">
            {(ids) => (
              <Input
                {...ids}
                key="code"
                name="code"
                autoComplete="one-time-code"
                autoCapitalize="none"
                spellCheck={false}
                className="font-mono"
                required
                autoFocus
              />
            )}
          </Field>
        ) : (
          <>
            <Field label="Handle or e-mail">
              {(ids) => (
                <Input
                  {...ids}
                  name="name"
                  autoComplete="username webauthn"
                  autoCapitalize="none"
                  spellCheck={false}
                  defaultValue={given.name}
                  required
                  autoFocus
                />
              )}
            </Field>
            <Field label="Password">
              {(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" required />}
            </Field>
          </>
        )}
        <FormProblem>{problem}</FormProblem>
        <Button type="submit" look="primary" size="field" className="w-full justify-center" disabled={isBusy}>
          {isBusy ? "Signing in" : "Sign in"}
        </Button>
        {isCodeWanted ? (
          <Button size="field" className="w-full justify-center" onClick={startAgain}>
            Back
          </Button>
        ) : null}
      </form>
      {isCodeWanted ? null : otherWays}
    </>
  );
}
