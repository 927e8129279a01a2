import type { inferParserType } from "nuqs/server";
import { ClearFilters } from "#components/issues/clear-filters";
import { IssueList } from "#components/issues/issue-list";
import { ListFilter } from "#components/issues/list-filter";
import { type LIST_PARAMS, NARROWING } from "#components/issues/list-params";
import type { IssueGroup, ListQuery } from "#components/issues/list-query";
import { LivePage } from "#components/live/live-page";
import { FirstIssueButton } from "#components/shell/first-issue-button";
import { buttonClasses } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";

interface Props {
  groups: IssueGroup[];
  query: ListQuery;
  params: inferParserType<typeof LIST_PARAMS>;
  /** What the view is for, when nothing is there yet. */
  empty: { title: string; text: string };
  /** What was wrong with the address, in the server's words. */
  refusal?: string;
}

/** A list of issues with its filter; nothing here yet and nothing that matches read differently. */
export function IssueListView({ groups, query, params, empty, refusal }: Props) {
  const filtered = NARROWING.some((name) => params[name].length > 0);
  const count = groups.reduce((sum, group) => sum + group.total, 0);
  return (
    <>
      <ListFilter project={query.project?.length === 1 ? query.project[0] : undefined} />
      {refusal ? (
        <EmptyState title="This filter cannot be used" text={refusal}>
          <ClearFilters />
        </EmptyState>
      ) : count > 0 || filtered ? (
        <IssueList groups={groups} query={query} />
      ) : (
        <EmptyState {...empty}>
          <LivePage kinds={["issue"]} />
          <FirstIssueButton />
          <Link href="/welcome" prefetch={false} className={buttonClasses({ size: "field" })}>
            Connect an agent or import
          </Link>
        </EmptyState>
      )}
      {count === 0 && filtered && !refusal ? (
        <EmptyState title="Nothing matches" text="No issue here fits these filters. Change or drop one of them.">
          <ClearFilters />
        </EmptyState>
      ) : null}
    </>
  );
}
