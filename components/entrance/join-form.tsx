"use client";

import { AccountFields } from "#components/entrance/account-fields";
import { useForm } from "#components/entrance/use-form";
import { Button } from "#components/ui/button";
import { FormProblem } from "#components/ui/form-problem";

interface Props {
  token: string;
  name: string;
  handle: string;
}

/** Makes the account of who was invited, with the names that the invitation sets out filled in. */
export function JoinForm({ token, name, handle }: Props) {
  const form = useForm("/api/join", { name, handle, email: "", password: "" });
  const { given, isBusy, problem } = form;
  return (
    <form
      onSubmit={(event) => form.submit(event, { token, email: given.email || null })}
      method="post"
      className="grid gap-4"
    >
      <AccountFields form={form} />
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" look="primary" size="field" className="w-full justify-center" disabled={isBusy}>
        {isBusy ? "Creating your account" : "Join"}
      </Button>
    </form>
  );
}
