"use client";

import { CreatePlanDialog, NO_TEXTS } from "#components/plans/create-plan-dialog";
import { PickField } from "#components/plans/pick-field";
import { NoProjectDialog } from "#components/shell/no-project-dialog";
import { useWorkspace } from "#components/shell/workspace";
import type { CreateProps } from "#components/typed/form-dialog";
import { useTyped } from "#components/typed/use-typed";

export default function CreateMilestoneDialog({ draft, ...props }: CreateProps) {
  const { projects } = useWorkspace();
  const typed = useTyped("new/milestone", { ...NO_TEXTS, project: draft.project ?? projects[0]?.key ?? "" });
  const { project } = typed.values;
  if (!project) {
    return <NoProjectDialog {...props} title="Create milestone" what="Milestones" />;
  }
  return (
    <CreatePlanDialog
      {...props}
      noun="milestone"
      placeholder="What is there when it is reached, in Markdown"
      end={{ label: "Due", field: "dueDate" }}
      typed={typed}
      begins={{ project }}
    >
      <div className="col-span-2">
        <PickField
          field="project"
          label="Project"
          value={[typed.values.project]}
          onPick={([next]) => typed.set({ project: next ?? project })}
        />
      </div>
    </CreatePlanDialog>
  );
}
