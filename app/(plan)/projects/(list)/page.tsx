import type { Metadata } from "next";
import { LivePage } from "#components/live/live-page";
import { PlanRows } from "#components/plans/plan-rows";
import { ProjectRow } from "#components/projects/project-row";
import { CreateProjectButton } from "#components/shell/create-project-button";
import { PageHeader } from "#components/shell/page-header";
import { EmptyState } from "#components/ui/empty-state";
import { listProjects } from "#lib/domain/projects/list-projects";
import { readPage } from "#lib/doors/page";

export const metadata: Metadata = { title: "Projects" };

export default async function ProjectsPage() {
  const { items } = await readPage(listProjects, { limit: 200, counts: true });
  return (
    <>
      <LivePage kinds={["project", "issue"]} />
      <PageHeader actions={<CreateProjectButton />}>
        <h1 className="font-medium">Projects</h1>
        <span className="text-muted tabular-nums">{items.length}</span>
      </PageHeader>
      {items.length > 0 ? (
        <PlanRows>
          <ul>
            {items.map((project) => (
              <ProjectRow key={project.id} project={project} />
            ))}
          </ul>
        </PlanRows>
      ) : (
        <EmptyState
          title="Nothing here yet"
          text="A project holds the issues of one product or piece of work. Agents and people file them side by side."
        >
          <CreateProjectButton />
        </EmptyState>
      )}
    </>
  );
}
