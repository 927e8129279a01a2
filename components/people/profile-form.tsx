"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { patch } from "#components/api";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import { useRefusal } from "#components/use-refusal";
import type { Me } from "#lib/domain/people/schema";

/** Name, handle and e-mail of the one who is signed in. */
export function ProfileForm({ user }: { user: Me["user"] }) {
  const router = useRouter();
  const [name, setName] = useState(user.name);
  const [handle, setHandle] = useState(user.handle);
  const [email, setEmail] = useState(user.email ?? "");
  const { problem, problemOf, send } = useRefusal();

  async function save(event: React.FormEvent) {
    event.preventDefault();
    if (!(await send(() => patch("/me", { name, handle, email: email || null })))) return;
    router.refresh();
    toast("Profile saved");
  }

  return (
    <form onSubmit={save} className="grid gap-4 sm:grid-cols-2">
      <Field label="Name" problem={problemOf("name")}>
        {(ids) => <Input {...ids} autoComplete="name" value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label="Handle" problem={problemOf("handle")}>
        {(ids) => (
          <Input {...ids} autoComplete="username" value={handle} onChange={(event) => setHandle(event.target.value)} />
        )}
      </Field>
      <Field label="E-mail" problem={problemOf("email")}>
        {(ids) => (
          <Input
            {...ids}
            type="email"
            autoComplete="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <div className="grid justify-items-start gap-2 sm:col-span-2">
        <FormProblem>{problem}</FormProblem>
        <Button type="submit" look="primary" size="field">
          Save profile
        </Button>
      </div>
    </form>
  );
}
