import { DecisionFilter } from "#components/decisions/decision-filter";
import { DecisionList } from "#components/decisions/decision-list";
import { LivePage } from "#components/live/live-page";
import { CreateButton } from "#components/shell/create-button";
import { ShowOlder } from "#components/shell/show-older";
import { buttonClasses } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";
import type { DecisionStatus } from "#lib/domain/decisions/fields";
import type { DecisionLine } from "#lib/domain/decisions/schema";

interface Props {
  path: string;
  status: DecisionStatus | null;
  page: { items: DecisionLine[]; nextCursor: string | null };
  /** What the list is of, in a sentence's end: across projects, of Turbo. */
  of: string;
}

/** A list of decisions with its filter, and what it says when there are none. */
export function DecisionListView({ path, status, page, of }: Props) {
  return (
    <>
      <LivePage kinds={["decision"]} />
      <DecisionFilter path={path} status={status} />
      {page.items.length > 0 ? (
        <DecisionList decisions={page.items} />
      ) : status ? (
        <EmptyState title="Nothing matches" text="No decision has this status.">
          <Link className={buttonClasses()} href={path}>
            Clear filters
          </Link>
        </EmptyState>
      ) : (
        <EmptyState
          title="Nothing here yet"
          text={`This is where the decisions ${of} stand, with their reasons, the options that were rejected, and what they govern. Press N, then D to propose the first one.`}
        >
          <CreateButton what="decision" />
        </EmptyState>
      )}
      <ShowOlder cursor={page.nextCursor} query={status ? { status } : {}} />
    </>
  );
}
