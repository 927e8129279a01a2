import { get } from "#components/api";
import { belongs, type IssueGroup, type ListQuery } from "#components/issues/list-query";
import { withFreshPage, withLine, withoutLine, withPage } from "#components/issues/list-rows";
import type { IssueStatus } from "#lib/domain/issues/fields";
import type { IssueLine } from "#lib/domain/issues/schema";

/** Rows that are asked for at once. */
const PAGE = 200;

/** The rows beyond a page that is read anew are read again once it has rested for so long. */
const QUIET_MS = 1000;

/** A line that shows what was chosen while the server has not answered. */
interface Edit {
  shown: IssueLine;
  /** The newest that the server said of it. */
  said: IssueLine;
  unanswered: number;
}

interface Page {
  items: IssueLine[];
  nextCursor: string | null;
}

/** The lines of a grouped list as far as they were read; it outlives its page, so that one comes back to the same rows. */
export class LineStore {
  groups: IssueGroup[];
  /** Groups whose rows are hidden; the others are walked through. */
  folded: Partial<Record<IssueStatus, boolean>> = {};
  private seen: IssueGroup[];
  private query: ListQuery;
  private me: string;
  private listeners = new Set<() => void>();
  private edits = new Map<string, Edit>();
  /** The newest version of each line that was taken, for answers come in any order. */
  private versions = new Map<string, number>();
  private loading = new Map<IssueStatus, Promise<void>>();
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(groups: IssueGroup[], query: ListQuery, me: string) {
    this.groups = groups;
    this.seen = groups;
    this.query = query;
    this.me = me;
  }

  listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private set(groups: IssueGroup[]): void {
    this.groups = groups;
    for (const tell of this.listeners) tell();
  }

  /** The page was read again: its rows are the newest, and what was read beyond them is read again. */
  takePage(groups: IssueGroup[], query: ListQuery): void {
    if (groups === this.seen) return;
    const same = JSON.stringify(query) === JSON.stringify(this.query) && groups.length === this.groups.length;
    const before = this.groups;
    this.seen = groups;
    this.query = query;
    const fresh = same ? groups.map((group, at) => withFreshPage(group, before[at] as IssueGroup, query.sort)) : groups;
    this.set([...this.edits.values()].reduce((all, { shown }) => this.with(all, shown), fresh));
    clearTimeout(this.again);
    if (same) this.again = setTimeout(() => this.readRest(groups), QUIET_MS);
  }

  private readRest(groups: IssueGroup[]): void {
    for (const fresh of groups) {
      const known = this.groups.find(({ status }) => status === fresh.status)?.items.length ?? 0;
      if (fresh.loaded && known > fresh.items.length && isPartial(fresh)) void this.readAgain(fresh, known);
    }
  }

  private async readAgain(fresh: IssueGroup, known: number): Promise<void> {
    let group = fresh;
    while (group.items.length < known && group.items.length < group.total) {
      const page = await this.readPage(group).catch(() => null);
      if (!page || !this.seen.includes(fresh)) return;
      group = withPage(group, page, this.query.sort);
      if (!page.nextCursor) break;
    }
    this.set(this.groups.map((one) => (one.status === fresh.status ? group : one)));
  }

  has(id: string): boolean {
    return this.groups.some((group) => group.items.some((issue) => issue.id === id));
  }

  belongs(issue: IssueLine): boolean {
    return belongs(this.query, issue, this.me);
  }

  /** Takes a line as the server said it, unless it said a newer one before. */
  put(issue: IssueLine): void {
    const edit = this.edits.get(issue.id);
    if (edit) edit.said = newer(edit.said, issue);
    else this.take(issue);
  }

  private take(issue: IssueLine): void {
    if (issue.version < (this.versions.get(issue.id) ?? 0)) return;
    this.versions.set(issue.id, issue.version);
    this.set(this.with(this.groups, issue));
  }

  /** Shows a line as it was just changed here; what is read meanwhile does not show over it until `settle`. */
  edit(issue: IssueLine, changed: Partial<IssueLine>): void {
    const edit = this.edits.get(issue.id) ?? { shown: issue, said: issue, unanswered: 0 };
    const shown = { ...edit.shown, ...changed };
    this.edits.set(issue.id, { ...edit, shown, unanswered: edit.unanswered + 1 });
    this.set(this.with(this.groups, shown));
  }

  /** An edit was answered, or refused where nothing is given: once all are, the newest that the server said shows. */
  settle(id: string, answer?: IssueLine): void {
    const edit = this.edits.get(id);
    if (!edit) return;
    if (answer) edit.said = newer(edit.said, answer);
    edit.unanswered -= 1;
    if (edit.unanswered > 0) return;
    this.edits.delete(id);
    this.take(edit.said);
  }

  private with(groups: readonly IssueGroup[], issue: IssueLine): IssueGroup[] {
    return withLine(groups, issue, this.belongs(issue), this.query);
  }

  remove(id: string): void {
    this.set(withoutLine(this.groups, id));
  }

  /** Reads the next rows of a group; throws a Refusal. Who asks while they are on their way gets the same ones. */
  loadMore(status: IssueStatus): Promise<void> {
    const before = this.loading.get(status);
    if (before) return before;
    const asked = this.readMore(status);
    this.loading.set(status, asked);
    return asked;
  }

  private async readMore(status: IssueStatus): Promise<void> {
    const group = this.groups.find((one) => one.status === status);
    if (!group) return;
    // Before anybody hears of the rows, as who hears of them may ask for the next ones.
    const page = await this.readPage(group).finally(() => this.loading.delete(status));
    this.set(this.groups.map((one) => (one.status === status ? withPage(one, page, this.query.sort) : one)));
  }

  private readPage({ status, nextCursor }: IssueGroup): Promise<Page> {
    return get<Page>("/issues", { ...this.query, status, limit: PAGE, cursor: nextCursor });
  }

  /** The row after or before another one, in the order in which they stand; what lies between is read. */
  async step(id: string | null, by: 1 | -1): Promise<IssueLine | null> {
    for (;;) {
      const next = nextOf(this.shown(), id, by);
      if (!next || "id" in next) return next;
      const known = this.groups.find(({ status }) => status === next.status)?.items.length;
      await this.loadMore(next.status);
      if (this.groups.find(({ status }) => status === next.status)?.items.length === known) return null;
    }
  }

  /** The groups that are unfolded and hold something. */
  shown(): IssueGroup[] {
    return this.groups.filter((group) => group.total > 0 && !this.isFolded(group));
  }

  isFolded({ status, loaded }: IssueGroup): boolean {
    return this.folded[status] ?? !loaded;
  }
}

/** The row that comes next, the group whose rows have to be read first, or null at the end. */
export function nextOf(groups: readonly IssueGroup[], id: string | null, by: 1 | -1): IssueLine | IssueGroup | null {
  const at = groups.findIndex((group) => group.items.some((issue) => issue.id === id));
  const group = groups[at];
  if (!group) return edgeOf(by === 1 ? groups[0] : groups.at(-1), by);
  const next = group.items[group.items.findIndex((issue) => issue.id === id) + by];
  if (next) return next;
  if (by === 1 && isPartial(group)) return group;
  return edgeOf(groups[at + by], by);
}

function newer(known: IssueLine, said: IssueLine): IssueLine {
  return said.version >= known.version ? said : known;
}

function edgeOf(group: IssueGroup | undefined, by: 1 | -1): IssueLine | IssueGroup | null {
  if (!group) return null;
  if (by === -1 && isPartial(group)) return group;
  return (by === 1 ? group.items[0] : group.items.at(-1)) ?? (isPartial(group) ? group : null);
}

/** Are there rows of the group that were not read yet? */
export function isPartial(group: IssueGroup): boolean {
  return group.nextCursor !== null || group.items.length < group.total;
}
