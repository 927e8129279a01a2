"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "#components/api";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import { toast } from "#components/ui/toast";
import { useRefusal } from "#components/use-refusal";

/** Sets a password, or a new one for the old. */
export function PasswordForm({ hasPassword }: { hasPassword: boolean }) {
  const router = useRouter();
  const [old, setOld] = useState("");
  const [password, setPassword] = useState("");
  const { problem, problemOf, send } = useRefusal();

  async function save(event: React.FormEvent) {
    event.preventDefault();
    const body = { password, ...(hasPassword ? { oldPassword: old } : {}) };
    if (!(await send(() => post("/me/password", body)))) return;
    setOld("");
    setPassword("");
    router.refresh();
    toast("Password set", { description: "Your other sign-ins have ended." });
  }

  return (
    <form onSubmit={save} className="grid items-start gap-4 sm:grid-cols-2">
      {hasPassword ? (
        <Field label="Old password" problem={problemOf("oldPassword")}>
          {(ids) => (
            <Input
              {...ids}
              type="password"
              autoComplete="current-password"
              value={old}
              onChange={(event) => setOld(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <Field label="New password" hint="At least 10 characters." problem={problemOf("password")}>
        {(ids) => (
          <Input
            {...ids}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <div className="grid justify-items-start gap-2 sm:col-span-2">
        <FormProblem>{problem}</FormProblem>
        <Button type="submit" size="field" disabled={!password}>
          Set password
        </Button>
      </div>
    </form>
  );
}
