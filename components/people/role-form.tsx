"use client";

import { useRouter } from "next/navigation";
import { patch } from "#components/api";
import { type RoleChoice, RoleFields } from "#components/people/role-fields";
import type { Role } from "#components/people/words";
import { RestoredNotice } from "#components/typed/restored-notice";
import { useTyped } from "#components/typed/use-typed";
import { Button } from "#components/ui/button";
import { FormProblem } from "#components/ui/form-problem";
import { useRefusal } from "#components/use-refusal";
import type { UserRow } from "#lib/domain/people/schema";

interface Props {
  person: UserRow;
  by: Role;
  onClose: () => void;
}

/** Changes what a person may do; their sign-ins and keys follow at once. */
export function RoleForm({ person: { id, role, projects, version }, by, onClose }: Props) {
  const router = useRouter();
  const typed = useTyped<RoleChoice>(`users/${id}/role`, { role, projects });
  const { problem, problemOf, send } = useRefusal();

  async function save(event: React.FormEvent) {
    event.preventDefault();
    if (!(await send(() => patch(`/users/${id}`, { ...typed.changed, version })))) return;
    typed.done();
    router.refresh();
    onClose();
  }

  return (
    <form onSubmit={save} className="grid grid-cols-[minmax(0,1fr)] gap-3 pb-2 sm:max-w-90">
      <RoleFields value={typed.values} onChange={typed.set} by={by} problem={problemOf("projects")} />
      <RestoredNotice typed={typed} />
      <FormProblem>{problem}</FormProblem>
      <div className="flex gap-2">
        <Button type="submit" look="primary" disabled={!typed.isChanged}>
          Save
        </Button>
        <Button
          onClick={() => {
            typed.discard();
            onClose();
          }}
        >
          Cancel
        </Button>
      </div>
    </form>
  );
}
