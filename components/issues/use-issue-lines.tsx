"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { get, patch, post, Refusal } from "#components/api";
import { toastWithUndo } from "#components/events/undo-toast";
import type { FieldChange } from "#components/issues/field-picker";
import { belongs, type IssueGroup, inOrder, type ListQuery } from "#components/issues/list-query";
import { useEvents } from "#components/live/use-events";
import { useWorkspace } from "#components/shell/workspace";
import { refusalToast } from "#components/ui/refusal-toast";
import type { IssueLine, IssueStatus } from "#lib/domain/issues/schema";

/** More changed issues than this are read again with the whole page. */
const ROW_BY_ROW = 12;

/** Writes of one batch, at most. */
const BATCH = 100;

interface BatchAnswer {
  request: string;
  answers: { output: IssueLine }[];
}

/** The lines of a grouped list: as the page brought them, then kept up to date by edits here and events from elsewhere. */
export function useIssueLines(fromPage: IssueGroup[], query: ListQuery) {
  const router = useRouter();
  const { me } = useWorkspace();
  const [seen, setSeen] = useState(fromPage);
  const [groups, setGroups] = useState(fromPage);
  if (seen !== fromPage) {
    setSeen(fromPage);
    setGroups(fromPage);
  }

  function put(issue: IssueLine) {
    setGroups((now) => withLine(now, issue, belongs(query, issue, me.handle), query));
  }

  useEvents(async (events) => {
    const ids = [
      ...new Set(events.flatMap(({ changes }) => changes.filter(({ kind }) => kind === "issue").map(({ id }) => id))),
    ];
    if (ids.length > ROW_BY_ROW || (query.text && ids.length > 0)) return router.refresh();
    for (const id of ids) {
      try {
        put(await get<IssueLine>(`/issues/${id}`));
      } catch (error) {
        if (error instanceof Refusal && error.code === "not_found") setGroups((now) => withoutLine(now, id));
      }
    }
  });

  /** Shows the change at once, sends it, and takes it back where it was refused. */
  async function change(issues: readonly IssueLine[], changeOf: (issue: IssueLine) => FieldChange) {
    for (const issue of issues) put({ ...issue, ...changeOf(issue).shown });
    const [only, ...others] = issues;
    if (only && others.length > 0) return changeTogether(issues, changeOf);
    if (!only) return;
    try {
      put(await patch<IssueLine>(`/issues/${only.key}`, changeOf(only).body));
    } catch (error) {
      put(only);
      refusalToast(error, `${only.key} was not changed`);
    }
  }

  /** Sends the change of many as batches, each all or none, with one way back from all of them. */
  async function changeTogether(issues: readonly IssueLine[], changeOf: (issue: IssueLine) => FieldChange) {
    const requests: string[] = [];
    let changed = 0;
    for (let from = 0; from < issues.length; from += BATCH) {
      const some = issues.slice(from, from + BATCH);
      try {
        const batch = await post<BatchAnswer>("/batch", {
          items: some.map((issue) => ({
            operation: "issues.update",
            input: { issue: issue.key, ...changeOf(issue).body },
          })),
        });
        for (const { output } of batch.answers) put(output);
        requests.push(batch.request);
        changed += some.length;
      } catch (error) {
        for (const issue of some) put(issue);
        refusalToast(error, `${some.length} issues were not changed`);
      }
    }
    if (requests.length > 0) toastWithUndo(`${changed} issues changed`, requests);
  }

  async function loadMore(status: IssueStatus) {
    const group = groups.find((one) => one.status === status);
    if (!group) return;
    const { text: _, ...filter } = query;
    try {
      const page = await get<{ items: IssueLine[]; nextCursor: string | null }>("/issues", {
        ...filter,
        status,
        limit: 50,
        cursor: group.nextCursor,
      });
      setGroups((now) =>
        now.map((one) =>
          one.status === status
            ? { ...one, items: union(one.items, page.items, query.sort), nextCursor: page.nextCursor, loaded: true }
            : one,
        ),
      );
    } catch (error) {
      refusalToast(error, "More issues could not be loaded");
    }
  }

  return { groups, change, loadMore };
}

function withLine(groups: IssueGroup[], issue: IssueLine, belonging: boolean, query: ListQuery): IssueGroup[] {
  const known = groups.some((group) => group.items.some(({ id }) => id === issue.id));
  if (query.text && !known) return groups;
  return groups.map((group) => {
    const here = group.items.some(({ id }) => id === issue.id);
    const wanted = belonging && group.status === issue.status;
    if (!here && !wanted) return group;
    const others = group.items.filter(({ id }) => id !== issue.id);
    const total = group.total + Number(wanted) - Number(here);
    if (!wanted || !group.loaded) return { ...group, items: others, total };
    const items = union(others, [issue], query.sort);
    const beyond = !here && group.nextCursor !== null && items.at(-1)?.id === issue.id;
    return { ...group, items: beyond ? others : items, total };
  });
}

function withoutLine(groups: IssueGroup[], id: string): IssueGroup[] {
  return groups.map((group) => {
    const items = group.items.filter((issue) => issue.id !== id);
    return items.length === group.items.length ? group : { ...group, items, total: group.total - 1 };
  });
}

function union(some: IssueLine[], more: IssueLine[], sort: string): IssueLine[] {
  const byId = new Map([...some, ...more].map((issue) => [issue.id, issue]));
  return [...byId.values()].toSorted(inOrder(sort));
}
