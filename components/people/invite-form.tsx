"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { post } from "#components/api";
import { MadeLink } from "#components/people/made-link";
import { RoleFields } from "#components/people/role-fields";
import type { Role } from "#components/people/words";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { FormProblem } from "#components/ui/form-problem";
import { Input } from "#components/ui/input";
import { useRefusal } from "#components/use-refusal";
import type { MadeInvitation } from "#lib/domain/people/schema";

/** Makes the link by which a person joins; `by` is the role of who invites. */
export function InviteForm({ by }: { by: Role }) {
  const router = useRouter();
  const typed = useTyped("new/invitation", {
    name: "",
    handle: "",
    role: "member" as Role,
    projects: null as string[] | null,
  });
  const [made, setMade] = useState<z.output<typeof MadeInvitation> | null>(null);
  const { problem, problemOf, send } = useRefusal();

  async function invite(event: React.FormEvent) {
    event.preventDefault();
    const { name, handle, role, projects } = typed.values;
    const body = { name: name.trim() || null, handle: handle.trim() || null, role, projects };
    if (!(await send(async () => setMade(await post("/users/invitations", body))))) return;
    typed.done();
    router.refresh();
  }

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <form onSubmit={invite} className="grid gap-3 sm:grid-cols-2">
        <Field label="Their name (optional)" problem={problemOf("name")}>
          {(ids) => <Input {...ids} autoComplete="off" {...typed.bind("name")} />}
        </Field>
        <Field label="Their handle (optional)" problem={problemOf("handle")}>
          {(ids) => <Input {...ids} autoComplete="off" autoCapitalize="none" {...typed.bind("handle")} />}
        </Field>
        <RoleFields value={typed.values} onChange={typed.set} by={by} problem={problemOf("projects")} />
        <RestoredNotice typed={typed} className="sm:col-span-2" />
        <Button type="submit" size="field" className="justify-self-start sm:col-span-2">
          Invite
        </Button>
      </form>
      <FormProblem>{problem}</FormProblem>
      {made ? (
        <MadeLink url={made.url} expiresAt={made.expiresAt}>
          {(made.name ?? made.handle) ? (
            <>
              Hand this to <bdi>{made.name ?? made.handle}</bdi>.
            </>
          ) : (
            "Hand this to the person you invite."
          )}
        </MadeLink>
      ) : null}
    </div>
  );
}
