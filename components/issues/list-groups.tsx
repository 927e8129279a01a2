import type { IssueGroup, ListQuery } from "#components/issues/list-query";
import { isClosed, STATUS_GROUPS } from "#components/issues/words";
import type { IssueStatus } from "#lib/domain/issues/fields";
import type { IssueLine } from "#lib/domain/issues/schema";

interface Page {
  items: IssueLine[];
  nextCursor: string | null;
  total?: number;
}

type ReadList = (input: ListQuery & { status: IssueStatus[]; limit: number; total: true }) => Promise<Page>;

/** Rows of a group that come with the page: what fills a screen or two; the rest is one press away. */
const AT_FIRST = 20;

/** Reads the groups of a list side by side. Closed ones begin folded, so only their number is asked for. */
export function readGroups(read: ReadList, query: ListQuery, statuses: readonly IssueStatus[]): Promise<IssueGroup[]> {
  const wanted = STATUS_GROUPS.filter((status) => statuses.length === 0 || statuses.includes(status));
  return Promise.all(
    wanted.map(async (status) => {
      const folded = isClosed(status) && statuses.length === 0;
      const page = await read({ ...query, status: [status], limit: folded ? 1 : AT_FIRST, total: true });
      return {
        status,
        items: folded ? [] : page.items,
        nextCursor: folded ? null : page.nextCursor,
        total: page.total ?? page.items.length,
        loaded: !folded,
      };
    }),
  );
}
