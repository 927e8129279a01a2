"use client";

import { CreatePlanDialog, NO_TEXTS } from "#components/plans/create-plan-dialog";
import { PickField } from "#components/plans/pick-field";
import { useWorkspace } from "#components/shell/workspace";
import type { CreateProps } from "#components/typed/form-dialog";
import { useTyped } from "#components/typed/use-typed";

export default function CreateInitiativeDialog({ draft, ...props }: CreateProps) {
  const { me } = useWorkspace();
  const typed = useTyped("new/initiative", {
    ...NO_TEXTS,
    projects: draft.project ? [draft.project] : [],
    owner: me.handle,
  });
  const { projects, owner } = typed.values;
  return (
    <CreatePlanDialog
      {...props}
      noun="initiative"
      placeholder="What it is to achieve, in Markdown"
      end={{ label: "Target", field: "targetDate" }}
      typed={typed}
      begins={{ projects, owner: owner === "none" ? null : owner }}
    >
      <PickField
        field="project"
        label="Projects"
        value={typed.values.projects}
        multiple
        onPick={(next) => typed.set({ projects: next })}
      />
      <PickField
        field="assignee"
        label="Owner"
        value={[typed.values.owner]}
        onPick={([next]) => typed.set({ owner: next ?? "none" })}
      />
    </CreatePlanDialog>
  );
}
