import { FACETS, valuesOf } from "#components/issues/fields";
import type { IssueStatus } from "#lib/domain/issues/fields";
import type { IssueLine } from "#lib/domain/issues/schema";

/** What a list shows, in the words of the REST door, apart from the status of its groups. */
export interface ListQuery {
  project?: string[];
  priority?: string[];
  type?: string[];
  label?: string[];
  assignee?: string;
  /** Key, or none. */
  initiative?: string;
  milestone?: string;
  sort: string;
  /** A text search stands behind the list, so that only the server knows what belongs. */
  text?: string;
}

export interface IssueGroup {
  status: IssueStatus;
  items: IssueLine[];
  nextCursor: string | null;
  total: number;
  /** False while it is folded and only the number of its issues was asked for. */
  loaded: boolean;
}

/** Does an issue belong on the list? `me` is the handle of the one who looks. */
export function belongs(query: ListQuery, issue: IssueLine, me: string): boolean {
  const wanted: Partial<Record<string, string | string[]>> = {
    ...query,
    ...(query.assignee === "me" ? { assignee: me } : {}),
  };
  const among = (values: string[], param: string) => {
    const some = wanted[param];
    return !some?.length || values.some((value) => [some].flat().includes(value));
  };
  return (
    issue.shelf === "live" &&
    among([issue.project], "project") &&
    FACETS.every(({ field, param }) => among(valuesOf(field, issue), param))
  );
}

const PRIORITY_ORDER = { critical: 0, high: 1, medium: 2, low: 3, none: 4 };

const VALUES: Record<string, (issue: IssueLine) => (string | number)[]> = {
  rank: (issue) => [issue.rank],
  createdAt: (issue) => [issue.createdAt],
  updatedAt: (issue) => [issue.updatedAt],
  priority: (issue) => [PRIORITY_ORDER[issue.priority], issue.createdAt],
  due: (issue) => [issue.dueDate ?? "9999-12-31"],
  title: (issue) => [issue.title.toLowerCase()],
};

/** Orders lines as the server does under the same sort. */
export function inOrder(sort: string): (one: IssueLine, other: IssueLine) => number {
  const descending = sort.startsWith("-");
  const values = VALUES[descending ? sort.slice(1) : sort] ?? VALUES.rank;
  return (one, other) => {
    const [a, b] = [
      [...(values?.(one) ?? []), one.id],
      [...(values?.(other) ?? []), other.id],
    ];
    const place = a.findIndex((value, index) => value !== b[index]);
    if (place < 0) return 0;
    const before = (a[place] ?? 0) < (b[place] ?? 0) ? -1 : 1;
    return descending ? -before : before;
  };
}
