import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DocumentFilter } from "#components/documents/document-filter";
import { DocumentRows } from "#components/documents/document-rows";
import { DocumentTree } from "#components/documents/document-tree";
import { LivePage } from "#components/live/live-page";
import { ProjectHeader } from "#components/projects/project-header";
import { CreateButton } from "#components/shell/create-button";
import { buttonClasses } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { isolated } from "#components/ui/isolated";
import { Link } from "#components/ui/link";
import { listDocuments } from "#lib/domain/documents/list-documents";
import { listTree } from "#lib/domain/documents/list-tree";
import { readPage } from "#lib/doors/page";
import { readProject } from "../read-project.ts";

interface Props {
  params: Promise<{ key: string }>;
  searchParams: Promise<{ q?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Documents of ${(await params).key.toUpperCase()}` };
}

export default async function ProjectDocumentsPage({ params, searchParams }: Props) {
  const { key } = await params;
  const { q } = await searchParams;
  const text = typeof q === "string" ? q.slice(0, 200) : "";
  const project = await readProject(key);
  const path = `/projects/${project.key}/documents`;
  if (project.key !== key) redirect(path);
  const found = text ? await readPage(listDocuments, { project: key, text, limit: 200 }) : null;
  const roots = await readPage(listTree, { project: key, limit: 200 });
  return (
    <>
      <LivePage kinds={["document"]} />
      <ProjectHeader project={project} actions={<CreateButton what="document" project={project.key} />} />
      <div className="flex border-b px-gutter py-1.5">
        <DocumentFilter path={path} text={text} />
      </div>
      {found ? (
        found.items.length > 0 ? (
          <DocumentRows documents={found.items} />
        ) : (
          <EmptyState
            title="Nothing matches"
            text={`No title holds “${isolated(text)}”. Search (/) looks inside the texts as well.`}
          >
            <Link className={buttonClasses()} href={path}>
              Clear filters
            </Link>
          </EmptyState>
        )
      ) : roots.items.length > 0 ? (
        <DocumentTree label={`Documents of ${project.name}`} roots={{ ...roots, query: { project: project.key } }} />
      ) : (
        <EmptyState
          title="Nothing here yet"
          text={`What is written about ${isolated(project.name)} stands here, in a tree. Press N, then O to write the first document, or load a folder: turbo documents load docs --project ${project.key}`}
        >
          <CreateButton what="document" project={project.key} />
        </EmptyState>
      )}
    </>
  );
}
