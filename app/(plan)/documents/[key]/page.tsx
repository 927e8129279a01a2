import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { AttachmentsProvider } from "#components/attachments/attachments-context";
import { Discussion } from "#components/comments/discussion";
import { ChunkedMarkdown } from "#components/documents/chunked-markdown";
import { DocumentActions } from "#components/documents/document-actions";
import { DocumentAside } from "#components/documents/document-checks";
import { DocumentProvider } from "#components/documents/document-context";
import { DocumentNotices } from "#components/documents/document-notices";
import { DocumentOutline } from "#components/documents/document-outline";
import { DocumentProperties } from "#components/documents/document-properties";
import { DocumentRows } from "#components/documents/document-rows";
import { DocumentView, DraftNotice, EditDocumentButton, ReadBody } from "#components/documents/document-view";
import { IssueKey } from "#components/issues/issue-key";
import { IssueSection } from "#components/issues/issue-section";
import { LivePage } from "#components/live/live-page";
import { Markdown } from "#components/markdown/markdown";
import { headingSlugs, OF_TEXTS } from "#components/markdown/slug";
import { Breadcrumb, projectCrumb } from "#components/shell/breadcrumb";
import { CreateButton } from "#components/shell/create-button";
import { PageHeader } from "#components/shell/page-header";
import { isolated } from "#components/ui/isolated";
import { Link } from "#components/ui/link";
import { proseOf } from "#lib/core/markdown/prose-of";
import { isRelative, pathOfLink } from "#lib/domain/documents/linked-path";
import { listLinked } from "#lib/domain/documents/list-linked";
import { listTree } from "#lib/domain/documents/list-tree";
import { outlineOf } from "#lib/domain/documents/outline";
import { readPage } from "#lib/doors/page";
import { readDiscussion } from "../../read-discussion.ts";
import { readProjects } from "../../read-projects.ts";
import { readDocument } from "./read-document.ts";

/** Longer texts are rendered part by part in the browser. */
const WHOLE = 60_000;
/** Headings that the outline shows, at most. */
const SHOWN = 200;

interface Props {
  params: Promise<{ key: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const document = await readDocument((await params).key);
  return { title: `${document.key} ${isolated(document.title)}` };
}

export default async function DocumentPage({ params, searchParams }: Props) {
  const { key } = await params;
  const document = await readDocument(key);
  if (document.key !== key) redirect(`/documents/${document.key}`);
  const [children, { maxSizeMb, origin, ...discussion }, projects, links] = await Promise.all([
    document.hasChildren ? readPage(listTree, { parent: key, limit: 200 }) : null,
    readDiscussion(key, searchParams),
    readProjects(),
    readLinks(document),
  ]);
  const binned = document.shelf === "binned";
  const keys = projects.items.map((project) => project.key);
  const skipped = titleLength(document.body, document.title);
  const body = document.body.slice(skipped);
  const slug = headingSlugs();
  const outline = outlineOf(body)
    .map(({ title, level }) => ({ title, level, slug: OF_TEXTS + slug(title) }))
    .filter((heading) => heading.level <= 4 && heading.title !== "")
    .slice(0, SHOWN);
  return (
    <DocumentProvider document={document} links={links} key={document.id}>
      <LivePage keys={[document.key, ...document.decisions.map((decision) => decision.key)]} />
      <AttachmentsProvider on={document.key} binned={binned} maxSizeMb={maxSizeMb}>
        <DocumentView>
          <PageHeader
            actions={
              <>
                <EditDocumentButton />
                <DocumentActions />
                <CreateButton what="document" project={document.project} parent={document.key} />
              </>
            }
          >
            <Breadcrumb
              crumbs={[
                projectCrumb(document.project, projects.items),
                { href: `/projects/${document.project}/documents`, words: "Documents" },
                ...document.path.slice(-2).map((above) => ({ href: `/documents/${above.key}`, words: above.title })),
              ]}
              here={document.key}
            />
          </PageHeader>
          <div className="mx-auto grid w-full max-w-260 gap-x-14 px-gutter py-6 sm:py-10 lg:grid-cols-[minmax(0,1fr)_264px]">
            <article className="min-w-0 lg:col-start-1 lg:row-start-1" aria-labelledby="document-title">
              <DocumentNotices />
              <DraftNotice />
              <h1
                id="document-title"
                dir="auto"
                className="mb-5 max-w-[70ch] text-balance font-semibold text-display [overflow-wrap:anywhere]"
              >
                {skipped > 0 ? <span id={OF_TEXTS + headingSlugs()(document.title)} className="scroll-mt-15" /> : null}
                {document.title}
              </h1>
              <ReadBody skipped={skipped}>
                {body.length > WHOLE ? (
                  <ChunkedMarkdown source={body} projects={keys} />
                ) : (
                  <Markdown source={body} projects={keys} links={links} headings />
                )}
              </ReadBody>
            </article>
            <aside
              aria-label="Properties"
              className="min-w-0 max-lg:mt-8 max-lg:border-t max-lg:pt-3 lg:col-start-2 lg:row-span-2 lg:row-start-1"
            >
              <div className="lg:sticky lg:top-17 lg:max-h-[calc(100dvh-84px)] lg:overflow-y-auto">
                <DocumentAside>
                  <DocumentProperties origin={origin} />
                  {document.decisions.length > 0 ? (
                    <section aria-label="Decisions that govern it" className="mt-4">
                      <h2 className="mb-1 font-medium text-muted text-row">Governed by</h2>
                      <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
                        {document.decisions.map((decision) => (
                          <li key={decision.id} className="min-w-0">
                            <Link
                              href={`/decisions/${decision.key}`}
                              className="flex items-baseline gap-2 rounded-control hover:underline"
                            >
                              <IssueKey>{decision.key}</IssueKey>
                              <span dir="auto" className="min-w-0 truncate">
                                {decision.title}
                              </span>
                              {decision.stale ? <span className="text-danger text-mini">superseded</span> : null}
                            </Link>
                          </li>
                        ))}
                      </ul>
                    </section>
                  ) : null}
                  {outline.length > 1 ? (
                    <div className="mt-5 max-lg:hidden">
                      <DocumentOutline entries={outline} />
                    </div>
                  ) : null}
                </DocumentAside>
              </div>
            </aside>
            <div className="min-w-0 max-w-[70ch] lg:col-start-1">
              {children && children.items.length > 0 ? (
                <IssueSection title="Under this document" count={String(children.items.length)}>
                  <div className="-mx-gutter">
                    <DocumentRows documents={children.items} />
                  </div>
                </IssueSection>
              ) : null}
              <Discussion {...discussion} subject={document} projects={keys} />
            </div>
          </div>
        </DocumentView>
      </AttachmentsProvider>
    </DocumentProvider>
  );
}

/** Where links by path in a loaded text lead, by the path as it is written there; asked for only where there are some. */
async function readLinks({ project, source, body }: Awaited<ReturnType<typeof readDocument>>) {
  if (source === null || /^[a-z][a-z0-9-]*:/.test(source)) return {};
  const addresses = proseOf(body).links.map(({ address }) => address);
  const relative = addresses.filter(isRelative).map(pathOfLink);
  if (relative.length === 0) return {};
  const { items } = await readPage(listLinked, { project, source, paths: relative });
  return Object.fromEntries(items.map(({ path, key }) => [path, key]));
}

/** Characters of a first heading that only says the title once more. */
function titleLength(body: string, title: string): number {
  const match = /^\s*#[ \t]+(.+?)[ \t#]*(?:\n+|$)/.exec(body);
  return match?.[1] === title ? match[0].length : 0;
}
