import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { ProjectHeader } from "#components/projects/project-header";
import { ProposalListView } from "#components/proposals/proposal-list-view";
import { readProposalList } from "../../../proposals/read-proposal-list.ts";
import { readProject } from "../read-project.ts";

interface Props {
  params: Promise<{ key: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Proposals of ${(await params).key.toUpperCase()}` };
}

export default async function ProjectProposalsPage({ params, searchParams }: Props) {
  const { key } = await params;
  const project = await readProject(key);
  const path = `/projects/${project.key}/proposals`;
  if (project.key !== key) redirect(path);
  const list = await readProposalList(searchParams, { project: project.key });
  return (
    <>
      <ProjectHeader project={project} />
      <ProposalListView {...list} path={path} />
    </>
  );
}
