import { redirect } from "next/navigation";
import { CreateProjectButton } from "#components/shell/create-project-button";
import { PageHeader } from "#components/shell/page-header";
import { EmptyState } from "#components/ui/empty-state";
import { listProjects } from "#lib/domain/projects/list-projects";
import { readPage } from "#lib/doors/page";

/** The first active project, or how to make one. */
export default async function HomePage() {
  const { items } = await readPage(listProjects, { limit: 50 });
  const first = items.find((project) => project.status === "active") ?? items[0];
  if (first) redirect(`/projects/${first.key}`);
  return (
    <>
      <PageHeader>
        <h1 className="font-medium">Welcome</h1>
      </PageHeader>
      <EmptyState
        title="Nothing here yet"
        text="A project holds the issues of one product or piece of work. Agents and people file them side by side."
      >
        <CreateProjectButton />
      </EmptyState>
    </>
  );
}
