import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { cache, type ReactNode } from "react";
import { AttachmentsProvider } from "#components/attachments/attachments-context";
import { Discussion } from "#components/comments/discussion";
import { LivePage } from "#components/live/live-page";
import { Markdown } from "#components/markdown/markdown";
import { Byline, viaWords } from "#components/people/byline";
import { Property } from "#components/properties/property";
import { LONG_TEXTS } from "#components/proposals/item-fields";
import { ProposalActions } from "#components/proposals/proposal-actions";
import { ProposalReview } from "#components/proposals/proposal-review";
import { PROPOSAL_STATUS_WORDS } from "#components/proposals/words";
import { ShelfNotice } from "#components/shelf/shelf-notice";
import { Breadcrumb, projectCrumb } from "#components/shell/breadcrumb";
import { PageHeader } from "#components/shell/page-header";
import { RecordColumns } from "#components/shell/record-columns";
import { isolated } from "#components/ui/isolated";
import { RelativeTime } from "#components/ui/relative-time";
import { getProposal } from "#lib/domain/proposals/get-proposal";
import type { ProposalItem } from "#lib/domain/proposals/schema";
import { readPage } from "#lib/doors/page";
import { readDiscussion } from "../../read-discussion.ts";
import { readProjects } from "../../read-projects.ts";

/** One reading for the page and its title. */
const readProposal = cache((proposal: string) => readPage(getProposal, { proposal }));

interface Props {
  params: Promise<{ key: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const proposal = await readProposal((await params).key);
  return { title: `${proposal.key} ${isolated(proposal.title)}` };
}

export default async function ProposalPage({ params, searchParams }: Props) {
  const { key } = await params;
  const proposal = await readProposal(key);
  if (proposal.key !== key) redirect(`/proposals/${proposal.key}`);
  const [projects, { maxSizeMb, origin: _, ...discussion }] = await Promise.all([
    readProjects(),
    readDiscussion(key, searchParams),
  ]);
  const keys = projects.items.map((project) => project.key);
  const home = `/projects/${proposal.project}/proposals`;
  return (
    <AttachmentsProvider on={key} binned={proposal.shelf === "binned"} maxSizeMb={maxSizeMb}>
      <LivePage keys={[proposal.key]} />
      <PageHeader actions={<ProposalActions proposal={proposal} home={home} />}>
        <Breadcrumb
          crumbs={[projectCrumb(proposal.project, projects.items), { href: home, words: "Proposals" }]}
          here={proposal.key}
        />
      </PageHeader>
      <RecordColumns
        head={
          <>
            <ShelfNotice path={`/proposals/${key}`} thing={proposal} noun="proposal" />
            <h1 dir="auto" className="font-semibold text-title [overflow-wrap:anywhere]">
              {proposal.title}
            </h1>
            {proposal.note ? (
              <div className="mt-3">
                <Markdown source={proposal.note} projects={keys} />
              </div>
            ) : null}
            <ProposalReview
              proposal={proposal}
              texts={Object.fromEntries(proposal.items.map((item) => [item.number, textsOf(item, keys)]))}
            />
          </>
        }
        properties={
          <dl>
            <Property name="Status">{PROPOSAL_STATUS_WORDS[proposal.status]}</Property>
            <Property name="Proposed by">
              <span title={viaWords(proposal.via) || undefined}>
                <Byline person={proposal.by} via={proposal.via} />
              </span>
            </Property>
            <Property name="Proposed">
              <RelativeTime at={proposal.createdAt} className="text-soft" />
            </Property>
            {proposal.settledAt ? (
              <Property name="Settled">
                <RelativeTime at={proposal.settledAt} className="text-soft" />
              </Property>
            ) : null}
          </dl>
        }
      >
        <Discussion {...discussion} subject={proposal} projects={keys} />
      </RecordColumns>
    </AttachmentsProvider>
  );
}

/** The long texts of an item as the server renders them. */
function textsOf({ make, payload }: ProposalItem, projects: string[]): ReactNode[] {
  return LONG_TEXTS[make].flatMap(({ field, words }) => {
    const source = payload[field];
    if (typeof source !== "string" || source.trim() === "") return [];
    return [
      <section key={field} aria-label={words}>
        {field === "description" || field === "body" ? null : <h3 className="mb-0.5 text-mini text-muted">{words}</h3>}
        <Markdown source={source} projects={projects} small />
      </section>,
    ];
  });
}
