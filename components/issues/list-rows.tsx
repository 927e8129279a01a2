import { type IssueGroup, inOrder, type ListQuery } from "#components/issues/list-query";
import type { IssueLine } from "#lib/domain/issues/schema";

/** The groups with a line as it is now: in its group where it belongs, and in no other. */
export function withLine(
  groups: readonly IssueGroup[],
  issue: IssueLine,
  belonging: boolean,
  query: ListQuery,
): IssueGroup[] {
  const known = groups.some((group) => group.items.some(({ id }) => id === issue.id));
  if (query.text && !known) return [...groups];
  return groups.map((group) => {
    const here = group.items.some(({ id }) => id === issue.id);
    const wanted = belonging && group.status === issue.status;
    if (!here && !wanted) return group;
    const others = group.items.filter(({ id }) => id !== issue.id);
    const total = group.total + Number(wanted) - Number(here);
    if (!wanted) return { ...group, items: others, total };
    const items = union(others, [issue], query.sort);
    const beyond = !here && group.nextCursor !== null && items.at(-1)?.id === issue.id;
    return { ...group, items: beyond ? others : items, total };
  });
}

export function withoutLine(groups: readonly IssueGroup[], id: string): IssueGroup[] {
  return groups.map((group) => {
    const items = group.items.filter((issue) => issue.id !== id);
    return items.length === group.items.length ? group : { ...group, items, total: group.total - 1 };
  });
}

/** A group with the rows that come after the ones it has. */
export function withPage(
  group: IssueGroup,
  page: { items: IssueLine[]; nextCursor: string | null },
  sort: string,
): IssueGroup {
  const items = union(group.items, page.items, sort);
  return {
    ...group,
    items,
    nextCursor: page.nextCursor,
    total: page.nextCursor ? Math.max(group.total, items.length) : items.length,
    loaded: true,
  };
}

/** A group as the page brings it anew, with the rows beyond it that were known before. */
export function withFreshPage(fresh: IssueGroup, known: IssueGroup, sort: string): IssueGroup {
  if (known.items.length <= fresh.items.length || fresh.items.length >= fresh.total) return fresh;
  const last = fresh.items.at(-1);
  const there = new Set(fresh.items.map(({ id }) => id));
  const beyond = known.items.filter((issue) => !there.has(issue.id) && (!last || inOrder(sort)(last, issue) < 0));
  const items = [...fresh.items, ...beyond].slice(0, fresh.total);
  return { ...fresh, items, nextCursor: known.nextCursor, loaded: known.loaded };
}

function union(some: readonly IssueLine[], more: readonly IssueLine[], sort: string): IssueLine[] {
  const byId = new Map([...some, ...more].map((issue) => [issue.id, issue]));
  return [...byId.values()].toSorted(inOrder(sort));
}
