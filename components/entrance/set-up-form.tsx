"use client";

import { AccountFields } from "#components/entrance/account-fields";
import { useForm } from "#components/entrance/use-form";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";

export function SetUpForm() {
  const form = useForm("/api/set-up", { code: "", name: "", handle: "", email: "", password: "" });
  const { given, bind, isBusy, problem, problemOf } = form;
  return (
    <form onSubmit={(event) => form.submit(event, { email: given.email || null })} method="post" className="grid gap-4">
      <Field
        label="Code"
        hint="TURBO_API_KEY, or the code that the server printed when it started."
        problem={problemOf("code")}
      >
        {(ids) => (
          <Input
            {...ids}
            {...bind("code")}
            autoCapitalize="none"
            spellCheck={false}
            autoComplete="off"
            className="font-mono"
            required
            autoFocus
          />
        )}
      </Field>
      <AccountFields form={form} />
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" look="primary" size="field" className="w-full justify-center" disabled={isBusy}>
        {isBusy ? "Creating your account" : "Create your account"}
      </Button>
    </form>
  );
}
