"use client";

import { type FormEvent, useState } from "react";
import { signInWithPassword } from "#components/entrance/sign-in-with-password";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";

export function SignInForm({ next }: { next: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    const refusal = await signInWithPassword(String(form.get("name")), String(form.get("password")));
    if (refusal === null) return window.location.assign(next);
    setProblem(refusal);
    setBusy(false);
  }

  return (
    <form onSubmit={submit} method="post" className="grid gap-4">
      <Field label="Handle or e-mail">
        {(ids) => (
          <Input
            {...ids}
            name="name"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
          />
        )}
      </Field>
      <Field label="Password">
        {(ids) => <Input {...ids} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" look="primary" size="field" className="w-full justify-center" disabled={isBusy}>
        {isBusy ? "Signing in" : "Sign in"}
      </Button>
    </form>
  );
}
