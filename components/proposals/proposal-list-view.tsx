import { LivePage } from "#components/live/live-page";
import { ProposalList } from "#components/proposals/proposal-list";
import { PROPOSAL_STATUS_WORDS } from "#components/proposals/words";
import { ShowOlder } from "#components/shell/show-older";
import { TabLink } from "#components/shell/tab-link";
import { buttonClasses } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import type { ProposalStatus } from "#lib/domain/proposals/fields";
import type { ProposalLine } from "#lib/domain/proposals/schema";

interface Props {
  path: string;
  status: ProposalStatus | null;
  page: { items: ProposalLine[]; nextCursor: string | null };
}

const TAB = "shrink-0 whitespace-nowrap";

/** A list of proposals by status, open ones first, and what it says when there are none. */
export function ProposalListView({ path, status, page }: Props) {
  return (
    <>
      <LivePage kinds={["proposal"]} />
      <nav aria-label="Status" className="flex overflow-x-auto border-b px-gutter py-1.5">
        <span className="-ms-2 flex gap-0.5">
          <TabLink href={path} className={TAB} here={status === null}>
            All
          </TabLink>
          {(Object.keys(PROPOSAL_STATUS_WORDS) as ProposalStatus[]).map((one) => (
            <TabLink key={one} href={`${path}?status=${one}`} className={TAB} here={status === one}>
              {PROPOSAL_STATUS_WORDS[one]}
            </TabLink>
          ))}
        </span>
      </nav>
      {page.items.length > 0 ? (
        <ProposalList proposals={page.items} />
      ) : status ? (
        <EmptyState title="Nothing matches" text="No proposal has this status.">
          <Link className={buttonClasses()} href={path}>
            Clear filters
          </Link>
        </EmptyState>
      ) : (
        <EmptyState
          title="Nothing here yet"
          text="Agents propose plans of issues, decisions and documents here. You accept, edit or reject each item, and nothing is made before."
        />
      )}
      <ShowOlder cursor={page.nextCursor} query={status ? { status } : {}} />
    </>
  );
}
