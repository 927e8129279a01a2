import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { MilestoneRow } from "#components/milestones/milestone-row";
import { LivePlan } from "#components/plans/live-plan";
import { PlanRows } from "#components/plans/plan-rows";
import { planView, ShelfTabs } from "#components/plans/shelf-tabs";
import { ProjectHeader } from "#components/projects/project-header";
import { CreateButton } from "#components/shell/create-button";
import { EmptyState } from "#components/ui/empty-state";
import { isolated } from "#components/ui/isolated";
import { listMilestones } from "#lib/domain/milestones/list-milestones";
import { readPage } from "#lib/doors/page";
import { readProject } from "../read-project.ts";

interface Props {
  params: Promise<{ key: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Milestones of ${(await params).key.toUpperCase()}` };
}

export default async function MilestonesPage({ params, searchParams }: Props) {
  const { key } = await params;
  const project = await readProject(key);
  if (project.key !== key) redirect(`/projects/${project.key}/milestones`);
  const view = planView((await searchParams).show);
  const { items } = await readPage(listMilestones, {
    project: [key],
    ...(view === "archived" ? { shelf: "archived" } : { status: [view] }),
    limit: 200,
  });
  return (
    <>
      <LivePlan keys={null} projects={[key]} />
      <ProjectHeader project={project} actions={<CreateButton what="milestone" project={key} />} />
      <div className="flex items-center border-b px-gutter py-1.5">
        <span className="-ms-2">
          <ShelfTabs path={`/projects/${key}/milestones`} view={view} />
        </span>
      </div>
      {items.length > 0 ? (
        <PlanRows>
          <ul aria-label="Milestones">
            {items.map((milestone) => (
              <MilestoneRow key={milestone.id} milestone={milestone} />
            ))}
          </ul>
        </PlanRows>
      ) : view === "open" ? (
        <EmptyState
          title="Nothing here yet"
          text={`A milestone is a point that ${isolated(project.name)} is to reach by a day. Its issues tell how far it is and when it will be there. Press N, then M to set one.`}
        >
          <CreateButton what="milestone" project={key} />
        </EmptyState>
      ) : (
        <EmptyState title="Nothing here" text="Milestones that were closed or put away stand here." />
      )}
    </>
  );
}
