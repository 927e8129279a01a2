"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { patch } from "#components/api";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import { toast } from "#components/ui/toast";
import { useRefusal } from "#components/use-refusal";
import type { Me } from "#lib/domain/people/schema";

/** Name, handle and e-mail of the one who is signed in. */
export function ProfileForm({ user }: { user: Me["user"] }) {
  const router = useRouter();
  const [saved, setSaved] = useState(user);
  const now = saved.version > user.version ? saved : user;
  const typed = useTyped("me", { name: now.name, handle: now.handle, email: now.email ?? "" });
  const { problem, problemOf, send } = useRefusal();

  async function save(event: React.FormEvent) {
    event.preventDefault();
    const { name, handle, email } = typed.values;
    const body = { name, handle, email: email || null };
    if (!(await send(async () => setSaved((await patch<Me>("/me", body)).user)))) return;
    typed.done();
    router.refresh();
    toast("Profile saved");
  }

  return (
    <form onSubmit={save} className="grid gap-4 sm:grid-cols-2">
      <Field label="Name" problem={problemOf("name")}>
        {(ids) => <Input {...ids} autoComplete="name" {...typed.bind("name")} />}
      </Field>
      <Field label="Handle" problem={problemOf("handle")}>
        {(ids) => <Input {...ids} autoComplete="username" {...typed.bind("handle")} />}
      </Field>
      <Field label="E-mail" problem={problemOf("email")}>
        {(ids) => <Input {...ids} type="email" autoComplete="email" {...typed.bind("email")} />}
      </Field>
      <div className="grid justify-items-start gap-2 sm:col-span-2">
        <RestoredNotice typed={typed} theirs={typed.theirs} />
        <FormProblem>{problem}</FormProblem>
        <Button type="submit" look="primary" size="field">
          Save profile
        </Button>
      </div>
    </form>
  );
}
