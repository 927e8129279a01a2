"use client";

import { useState } from "react";
import type { z } from "zod";
import { post } from "#components/api";
import { MadeLink } from "#components/people/made-link";
import { RoleForm } from "#components/people/role-form";
import { type Role, roleWords } from "#components/people/words";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import type { ResetLink, UserRow } from "#lib/domain/people/schema";

interface Props {
  people: UserRow[];
  me: { id: string; role: Role };
}

/**
 * The people of this workspace. Each can be given another role, and a link that sets a new password; an owner by owners
 * only. `me` has a form for that.
 */
export function PersonList({ people, me }: Props) {
  const [changing, setChanging] = useState<string | null>(null);
  const [made, setMade] = useState<z.output<typeof ResetLink> | null>(null);

  async function makeLink({ id, name }: UserRow) {
    await attempt(async () => setMade(await post(`/users/${id}/reset-link`)), `There is no link for ${name}`);
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
            {person.disabledAt || person.id === me.id || (person.role === "owner" && me.role !== "owner") ? null : (
              <>
                <Button
                  onClick={() => setChanging(changing === person.id ? null : person.id)}
                  aria-expanded={changing === person.id}
                  aria-label={`Change the role of ${person.name}`}
                >
                  Role
                </Button>
                <Button onClick={() => makeLink(person)} aria-label={`Reset link for ${person.name}`}>
                  Reset link
                </Button>
              </>
            )}
          </div>
          {changing === person.id ? <RoleForm person={person} by={me.role} onClose={() => setChanging(null)} /> : null}
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
