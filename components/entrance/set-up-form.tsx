"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import type { FieldProblem } from "#lib/core/errors";

interface Problem {
  detail: string;
  fields: FieldProblem[];
}

const OFFLINE: Problem = { detail: "Turbo did not answer. Try again when the server is back.", fields: [] };

export function SetUpForm() {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [given, setGiven] = useState({ code: "", name: "", handle: "", email: "", password: "" });
  const problemOf = (path: string) => problem?.fields.find((field) => field.path === path)?.message;
  const bind = (name: keyof typeof given) => ({
    name,
    value: given[name],
    onChange: (event: { target: { value: string } }) => setGiven({ ...given, [name]: event.target.value }),
  });
  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const refusal = await sendSetUp({ ...given, email: given.email || null });
    if (refusal === null) return window.location.assign("/");
    setProblem(refusal);
    setBusy(false);
  }
  const plain = { autoCapitalize: "none", spellCheck: false } as const;

  return (
    <form onSubmit={submit} method="post" className="grid gap-4">
      <Field
        label="Code"
        hint="TURBO_API_KEY, or the code that the server printed when it started."
        problem={problemOf("code")}
      >
        {(ids) => (
          <Input {...ids} {...bind("code")} {...plain} autoComplete="off" className="font-mono" required autoFocus />
        )}
      </Field>
      <Field label="Your name" problem={problemOf("name")}>
        {(ids) => <Input {...ids} {...bind("name")} autoComplete="name" required />}
      </Field>
      <Field label="Handle" hint="How others mention you: @handle." problem={problemOf("handle")}>
        {(ids) => <Input {...ids} {...bind("handle")} {...plain} autoComplete="username" required />}
      </Field>
      <Field label="E-mail (optional)" problem={problemOf("email")}>
        {(ids) => <Input {...ids} {...bind("email")} type="email" autoComplete="email" />}
      </Field>
      <Field label="Password" hint="10 characters or more." problem={problemOf("password")}>
        {(ids) => <Input {...ids} {...bind("password")} type="password" autoComplete="new-password" required />}
      </Field>
      <FormProblem>{problem && problem.fields.length === 0 ? problem.detail : null}</FormProblem>
      <Button type="submit" look="primary" size="field" className="w-full justify-center" disabled={isBusy}>
        {isBusy ? "Creating your account" : "Create your account"}
      </Button>
    </form>
  );
}

/** Makes the first account; answers null, or why there is none. */
async function sendSetUp(given: object): Promise<Problem | null> {
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch("/api/set-up", { method: "POST", headers, body: JSON.stringify(given) });
    if (response.ok) return null;
    const { detail, fields = [] } = (await response.json()) as Partial<Problem>;
    return detail ? { detail, fields } : OFFLINE;
  } catch {
    return OFFLINE;
  }
}
