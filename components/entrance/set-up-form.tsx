"use client";

import { useActionState, useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import type { FieldProblem } from "#lib/core/errors";

interface Problem {
  detail: string;
  fields: FieldProblem[];
}

interface Props {
  action: (before: Problem | undefined, form: FormData) => Promise<Problem | undefined>;
}

export function SetUpForm({ action }: Props) {
  const [problem, submit, isBusy] = useActionState(action, undefined);
  const [given, setGiven] = useState({ code: "", name: "", handle: "", email: "", password: "" });
  const problemOf = (path: string) => problem?.fields.find((field) => field.path === path)?.message;
  const bind = (name: keyof typeof given) => ({
    name,
    value: given[name],
    onChange: (event: { target: { value: string } }) => setGiven({ ...given, [name]: event.target.value }),
  });
  const plain = { autoCapitalize: "none", spellCheck: false } as const;

  return (
    <form action={submit} className="grid gap-4">
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
