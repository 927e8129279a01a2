"use client";

import { useState } from "react";
import { CreatePlanDialog, type CreatePlanProps } from "#components/plans/create-plan-dialog";
import { PickField } from "#components/plans/pick-field";
import { useWorkspace } from "#components/shell/workspace";

export default function CreateInitiativeDialog({ project, ...props }: CreatePlanProps) {
  const { me } = useWorkspace();
  const [projects, setProjects] = useState<string[]>(project ? [project] : []);
  const [owner, setOwner] = useState(me.handle);
  return (
    <CreatePlanDialog
      {...props}
      noun="initiative"
      placeholder="What it is to achieve, in Markdown"
      end={{ label: "Target", field: "targetDate" }}
      begins={{ projects, owner: owner === "none" ? null : owner }}
    >
      <PickField field="project" label="Projects" value={projects} multiple onPick={setProjects} />
      <PickField field="assignee" label="Owner" value={[owner]} onPick={([next]) => setOwner(next ?? "none")} />
    </CreatePlanDialog>
  );
}
