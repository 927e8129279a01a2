import type { ReactNode } from "react";
import { ColourDot } from "#components/labels/label-colour";
import { PageHeader } from "#components/shell/page-header";
import { ViewTab } from "#components/shell/view-tab";
import type { Project } from "#lib/domain/projects/schema";

/** The top line of a project's pages: its name, its views, and what one can do in the view. */
export function ProjectHeader({
  project,
  actions,
}: {
  project: Pick<Project, "key" | "name" | "colour">;
  actions?: ReactNode;
}) {
  const home = `/projects/${project.key}`;
  return (
    <PageHeader actions={actions}>
      <ColourDot colour={project.colour} square />
      <h1
        dir="auto"
        className="min-w-0 truncate font-medium max-lg:max-w-32 max-lg:shrink-0 max-sm:max-w-24"
        title={project.name}
      >
        {project.name}
      </h1>
      <nav aria-label={`Views of ${project.name}`} className="flex min-w-0 shrink-0 overflow-x-auto max-lg:shrink">
        <ViewTab href={home}>Issues</ViewTab>
        <ViewTab href={`${home}/milestones`}>Milestones</ViewTab>
        <ViewTab href={`${home}/decisions`}>Decisions</ViewTab>
        <ViewTab href={`${home}/documents`}>Documents</ViewTab>
        <ViewTab href={`${home}/proposals`}>Proposals</ViewTab>
      </nav>
    </PageHeader>
  );
}
