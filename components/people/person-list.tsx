"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { post } from "#components/api";
import { MadeLink } from "#components/people/made-link";
import { RemoveFactorForm } from "#components/people/remove-factor-form";
import { RoleForm } from "#components/people/role-form";
import { type Role, roleWords } from "#components/people/words";
import { attempt } from "#components/ui/attempt";
import { MenuItem } from "#components/ui/menu";
import { MoreMenu } from "#components/ui/more-menu";
import { toast } from "#components/ui/toast";
import type { ResetLink, UserRow } from "#lib/domain/people/schema";

interface Props {
  people: UserRow[];
  me: { id: string; role: Role };
}

/**
 * The people of this workspace. Who runs it gives them another role, a link that sets a new password, takes a lost second
 * factor away and closes their access; an owner's by owners only. `me` has a form for that.
 */
export function PersonList({ people, me }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState<{ id: string; form: "role" | "factor" } | null>(null);
  const [made, setMade] = useState<z.output<typeof ResetLink> | null>(null);
  const close = () => setOpen(null);

  async function makeLink({ id, name }: UserRow) {
    await attempt(async () => setMade(await post(`/users/${id}/reset-link`)), `There is no link for ${name}`);
  }

  async function enable({ id, name }: UserRow) {
    await attempt(() => post(`/users/${id}/enable`), `${name} is still disabled`);
    router.refresh();
  }

  async function disable(person: UserRow) {
    const { id, name } = person;
    const done = await attempt(() => post(`/users/${id}/disable`), `${name} was not disabled`);
    if (done) {
      const description = "Sign-ins ended, and keys let nobody in. All they wrote stays.";
      toast(`${name} is disabled`, { description, action: { label: "Undo", onClick: () => enable(person) } });
    }
    router.refresh();
  }

  return (
    <ul aria-label="People" className="divide-y rounded-card border">
      {people.map((person) => (
        <li key={person.id} className="grid grid-cols-[minmax(0,1fr)] gap-2 px-3 py-1.5">
          <div className="flex min-h-9 items-center gap-3">
            <span className="min-w-0 flex-1">
              <span className="block truncate">
                <bdi className="font-medium">{person.name}</bdi>
                {person.id === me.id ? <span className="text-muted"> · you</span> : null}
              </span>
              <span className="block truncate text-mini text-muted">
                <bdi>{person.handle}</bdi> · {roleWords(person)}
                {person.disabledAt ? " · disabled" : ""}
              </span>
            </span>
            {person.id === me.id || (person.role === "owner" && me.role !== "owner") ? null : (
              <MoreMenu label={`Access of ${person.name}`}>
                {person.disabledAt ? (
                  <MenuItem onSelect={() => enable(person)}>Enable again</MenuItem>
                ) : (
                  <>
                    <MenuItem onClosed={() => setOpen({ id: person.id, form: "role" })}>Change the role</MenuItem>
                    <MenuItem onSelect={() => makeLink(person)}>Make a reset link</MenuItem>
                    <MenuItem onClosed={() => setOpen({ id: person.id, form: "factor" })}>
                      Take the second factor away
                    </MenuItem>
                    <MenuItem danger onSelect={() => disable(person)}>
                      Disable
                    </MenuItem>
                  </>
                )}
              </MoreMenu>
            )}
          </div>
          {open?.id !== person.id ? null : open.form === "role" ? (
            <RoleForm person={person} by={me.role} onClose={close} />
          ) : (
            <RemoveFactorForm person={person} onClose={close} />
          )}
          {made?.user === person.handle ? (
            <MadeLink url={made.url} expiresAt={made.expiresAt}>
              With this <bdi>{person.name}</bdi> sets a new password.
            </MadeLink>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
