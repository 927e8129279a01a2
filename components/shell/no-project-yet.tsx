import { CreateProjectButton } from "#components/shell/create-project-button";
import { EmptyState } from "#components/ui/empty-state";

/** What a dialog shows that makes something of a project while there is none. */
export function NoProjectYet({ what }: { what: "Issues" | "Milestones" | "Documents" }) {
  return (
    <EmptyState title="There is no project yet" text={`${what} belong to a project. Create one first.`}>
      <CreateProjectButton />
    </EmptyState>
  );
}
