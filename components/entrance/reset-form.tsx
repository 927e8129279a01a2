"use client";

import { useForm } from "#components/entrance/use-form";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";

/** Sets a new password by a link. The handle is there for what keeps passwords. */
export function ResetForm({ token, handle }: { token: string; handle: string }) {
  const { bind, isBusy, problem, problemOf, submit } = useForm("/api/reset", { password: "" });
  return (
    <form onSubmit={(event) => submit(event, { token })} method="post" className="grid gap-4">
      <input type="hidden" name="username" autoComplete="username" value={handle} readOnly />
      <Field label="New password" hint="10 characters or more." problem={problemOf("password")}>
        {(ids) => (
          <Input {...ids} {...bind("password")} type="password" autoComplete="new-password" required autoFocus />
        )}
      </Field>
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" look="primary" size="field" className="w-full justify-center" disabled={isBusy}>
        {isBusy ? "Setting your password" : "Set password and sign in"}
      </Button>
    </form>
  );
}
