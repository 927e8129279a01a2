import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { DecisionListView } from "#components/decisions/decision-list-view";
import { ProjectHeader } from "#components/projects/project-header";
import { CreateButton } from "#components/shell/create-button";
import { readDecisionList } from "../../../decisions/read-decision-list.ts";
import { readProject } from "../read-project.ts";

interface Props {
  params: Promise<{ key: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Decisions of ${(await params).key.toUpperCase()}` };
}

export default async function ProjectDecisionsPage({ params, searchParams }: Props) {
  const { key } = await params;
  const project = await readProject(key);
  const path = `/projects/${project.key}/decisions`;
  if (project.key !== key) redirect(path);
  const list = await readDecisionList(searchParams, { project: project.key });
  return (
    <>
      <ProjectHeader project={project} actions={<CreateButton what="decision" />} />
      <DecisionListView {...list} path={path} of={`of ${project.name}`} />
    </>
  );
}
