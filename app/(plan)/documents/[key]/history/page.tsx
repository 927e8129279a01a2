import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DocumentProvider } from "#components/documents/document-context";
import { RevisionHistory } from "#components/documents/revision-history";
import { IssueKey } from "#components/issues/issue-key";
import { LivePage } from "#components/live/live-page";
import { PageHeader } from "#components/shell/page-header";
import { Link } from "#components/ui/link";
import { getDocument } from "#lib/domain/documents/get-document";
import { listRevisions } from "#lib/domain/documents/list-revisions";
import { readPage } from "#lib/doors/page";

interface Props {
  params: Promise<{ key: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `History of ${(await params).key.toUpperCase()}` };
}

export default async function HistoryPage({ params }: Props) {
  const { key } = await params;
  // The text itself is read revision by revision.
  const document = await readPage(getDocument, { document: key, outline: true });
  if (document.key !== key) redirect(`/documents/${document.key}/history`);
  const first = await readPage(listRevisions, { document: key, limit: 50 });
  return (
    <DocumentProvider document={{ ...document, body: "" }} key={document.id}>
      <LivePage keys={[document.key]} />
      <div className="flex h-dvh min-h-0 flex-col max-md:h-[calc(100dvh-56px)]">
        <PageHeader>
          <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5">
            <Link
              href={`/projects/${document.project}/documents`}
              className="rounded-chip text-muted hover:text-ink max-sm:hidden"
            >
              Documents
            </Link>
            <span aria-hidden="true" className="text-faint max-sm:hidden">
              /
            </span>
            <Link
              href={`/documents/${document.key}`}
              className="flex min-w-0 items-center gap-1.5 rounded-chip text-muted hover:text-ink"
            >
              <IssueKey className="shrink-0">{document.key}</IssueKey>
              <span dir="auto" className="truncate">
                {document.title}
              </span>
            </Link>
            <span aria-hidden="true" className="text-faint">
              /
            </span>
            <h1 className="font-medium">History</h1>
          </nav>
        </PageHeader>
        <RevisionHistory first={first} />
      </div>
    </DocumentProvider>
  );
}
