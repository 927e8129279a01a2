import type { Metadata } from "next";
import { DocumentFilter } from "#components/documents/document-filter";
import { DocumentRows } from "#components/documents/document-rows";
import { DocumentTree } from "#components/documents/document-tree";
import { ColourDot } from "#components/labels/label-colour";
import { LivePage } from "#components/live/live-page";
import { CreateButton } from "#components/shell/create-button";
import { PageHeader } from "#components/shell/page-header";
import { buttonClasses } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { isolated } from "#components/ui/isolated";
import { Link } from "#components/ui/link";
import { listDocuments } from "#lib/domain/documents/list-documents";
import { readPage } from "#lib/doors/page";
import { readProjects } from "../../read-projects.ts";

export const metadata: Metadata = { title: "Documents" };

interface Props {
  searchParams: Promise<{ q?: string | string[] }>;
}

export default async function DocumentsPage({ searchParams }: Props) {
  const { q } = await searchParams;
  const text = typeof q === "string" ? q.slice(0, 200) : "";
  const [{ items: projects }, { items, total = 0 }] = await Promise.all([
    readProjects(),
    readPage(listDocuments, { ...(text ? { text } : { parent: "none" }), limit: 200, total: true }),
  ]);
  const byProject = Map.groupBy(items, (document) => document.project);
  const byRank = (a: { rank: string }, b: { rank: string }) => (a.rank < b.rank ? -1 : 1);
  return (
    <>
      <LivePage kinds={["document", "project"]} />
      <PageHeader actions={<CreateButton what="document" />}>
        <h1 className="font-medium">Documents</h1>
        <span className="truncate text-muted max-lg:hidden">What is written, by project.</span>
      </PageHeader>
      <div className="flex border-b px-gutter py-1.5">
        <DocumentFilter path="/documents" text={text} />
      </div>
      {items.length === 0 ? (
        text ? (
          <EmptyState
            title="Nothing matches"
            text={`No title holds “${isolated(text)}”. Search (/) looks inside the texts as well.`}
          >
            <Link className={buttonClasses()} href="/documents">
              Clear filters
            </Link>
          </EmptyState>
        ) : (
          <EmptyState
            title="Nothing here yet"
            text="Specifications, designs, notes: what people and agents write together and want to find again. Press N, then O to write the first one."
          >
            <CreateButton what="document" />
          </EmptyState>
        )
      ) : text ? (
        <DocumentRows documents={items} />
      ) : (
        projects
          .filter((project) => byProject.has(project.key))
          .map((project) => (
            <section key={project.id} aria-label={project.name}>
              <h2 className="sticky top-11 z-10 flex h-row items-center gap-2 border-b bg-sunken px-gutter touch:top-13">
                <ColourDot colour={project.colour} square />
                <Link
                  href={`/projects/${project.key}/documents`}
                  dir="auto"
                  className="truncate rounded-chip font-medium hover:underline"
                >
                  {project.name}
                </Link>
              </h2>
              <DocumentTree
                label={`Documents of ${project.name}`}
                roots={{
                  items: byProject.get(project.key)?.toSorted(byRank) ?? [],
                  nextCursor: null,
                  query: { project: project.key },
                }}
              />
            </section>
          ))
      )}
      {total > items.length ? (
        <p className="px-gutter py-3 text-muted">
          These are the {items.length} that changed last of {total}.{" "}
          {text ? "Type more of the title." : "A project's page shows all of its documents."}
        </p>
      ) : null}
    </>
  );
}
