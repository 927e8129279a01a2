"use client";

import { request } from "#components/api";
import { Button } from "#components/ui/button";
import { FormProblem } from "#components/ui/form-problem";
import { toast } from "#components/ui/toast";
import { useRefusal } from "#components/use-refusal";
import type { UserRow } from "#lib/domain/people/schema";

/** Takes away the second factor of who lost it; asked twice, since it cannot be given back. */
export function RemoveFactorForm({ person: { id, name }, onClose }: { person: UserRow; onClose: () => void }) {
  const { problem, send } = useRefusal();

  async function take(event: React.FormEvent) {
    event.preventDefault();
    const done = await send(async () => {
      const { removed } = await request<{ removed: boolean }>("DELETE", `/users/${id}/second-factor`);
      toast(removed ? `The second factor of ${name} is gone` : `${name} has no second factor`);
    });
    if (done) onClose();
  }

  return (
    <form onSubmit={take} className="grid grid-cols-[minmax(0,1fr)] gap-3 pb-2">
      <p className="text-soft">
        The password alone lets <bdi>{name}</bdi> in then, until a new one is set up. Do this only for who asked you to.
      </p>
      <FormProblem>{problem}</FormProblem>
      <div className="flex gap-2">
        <Button type="submit" look="danger">
          Take it away
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
