"use client";

import { useState } from "react";
import { CreatePlanDialog, type CreatePlanProps } from "#components/plans/create-plan-dialog";
import { PickField } from "#components/plans/pick-field";
import { NoProjectYet } from "#components/shell/no-project-yet";
import { useWorkspace } from "#components/shell/workspace";
import { Dialog } from "#components/ui/dialog";

export default function CreateMilestoneDialog({ project: given, ...props }: CreatePlanProps) {
  const { projects } = useWorkspace();
  const [project, setProject] = useState(given ?? projects[0]?.key ?? "");
  if (!project) {
    return (
      <Dialog {...props} title="Create milestone" titleHidden>
        <NoProjectYet what="Milestones" />
      </Dialog>
    );
  }
  return (
    <CreatePlanDialog
      {...props}
      noun="milestone"
      placeholder="What is there when it is reached, in Markdown"
      end={{ label: "Due", field: "dueDate" }}
      begins={{ project }}
    >
      <div className="col-span-2">
        <PickField field="project" label="Project" value={[project]} onPick={([next]) => setProject(next ?? project)} />
      </div>
    </CreatePlanDialog>
  );
}
