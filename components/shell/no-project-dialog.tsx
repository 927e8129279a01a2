import { CreateProjectButton } from "#components/shell/create-project-button";
import type { DialogState } from "#components/typed/form-dialog";
import { Dialog } from "#components/ui/dialog";
import { EmptyState } from "#components/ui/empty-state";

interface Props extends DialogState {
  title: string;
  what: "Issues" | "Milestones" | "Documents";
}

/** Stands for the dialog that makes something of a project while there is none. */
export function NoProjectDialog({ what, ...dialog }: Props) {
  return (
    <Dialog {...dialog} titleHidden>
      <EmptyState title="There is no project yet" text={`${what} belong to a project. Create one first.`}>
        <CreateProjectButton />
      </EmptyState>
    </Dialog>
  );
}
