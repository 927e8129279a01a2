import type { IssueGroup, ListQuery } from "#components/issues/list-query";
import { isClosed, STATUS_GROUPS } from "#components/issues/words";
import type { IssueStatus } from "#lib/domain/issues/fields";
import type { IssueGroups } from "#lib/domain/issues/schema";

type Read = (input: ListQuery & { open: IssueStatus[]; limit: number }) => Promise<IssueGroups>;

/** Rows that come with the page: what fills a screen or two from its top; the rest is read where it is looked at. */
const AT_FIRST = 60;

/** Reads the groups of a list. Closed ones begin folded, so only their number is asked for. */
export async function readGroups(
  read: Read,
  query: ListQuery,
  statuses: readonly IssueStatus[],
): Promise<IssueGroup[]> {
  const wanted = STATUS_GROUPS.filter((status) => statuses.length === 0 || statuses.includes(status));
  const open = wanted.filter((status) => !isClosed(status) || statuses.length > 0);
  const { totals, pages } = await read({ ...query, open, limit: AT_FIRST });
  return wanted.map((status) => {
    const page = pages.find((one) => one.status === status);
    return {
      status,
      items: page?.items ?? [],
      nextCursor: page?.nextCursor ?? null,
      total: totals[status] ?? 0,
      loaded: page !== undefined,
    };
  });
}
