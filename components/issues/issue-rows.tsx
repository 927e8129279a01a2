"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { IssueRow } from "#components/issues/issue-row";
import { isPartial } from "#components/issues/line-store";
import type { IssueGroup } from "#components/issues/list-query";
import { Button } from "#components/ui/button";
import { useVisibleRows } from "#components/ui/use-visible-rows";

interface Props {
  group: IssueGroup;
  /** Rows that are there before anything is measured. */
  first: number;
  selected: ReadonlySet<string>;
  /** The row that has the focus, or had it last: it stays, wherever one scrolls. */
  current: string | null;
  /** Rows whose field is being chosen. */
  marked: readonly string[];
  /** Answers whether more rows were read. */
  onMore: () => Promise<boolean>;
}

/** The rows of a group that are in sight; the list is as high as all of them, and reads on where it is looked at. */
export function IssueRows({ group, first, selected, current, marked, onMore }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const { items, total } = group;
  const { from, to } = useVisibleRows(list, total, first);
  const [failed, setFailed] = useState(false);
  const missingFrom = isPartial(group) && to > items.length ? items.length : null;
  const load = useEffectEvent(async () => setFailed(!(await onMore())));
  useEffect(() => {
    if (missingFrom !== null && !failed) void load();
  }, [missingFrom, failed]);

  const shown = items.slice(from, to).map((issue, place) => ({ issue, place: from + place }));
  const held = current === null ? -1 : items.findIndex(({ id }) => id === current);
  if (held >= 0 && held < from) shown.unshift({ issue: items[held], place: held } as (typeof shown)[number]);
  if (held >= to) shown.push({ issue: items[held], place: held } as (typeof shown)[number]);
  return (
    <ul
      ref={list}
      aria-busy={missingFrom !== null}
      className="relative bg-[linear-gradient(to_top,var(--line)_1px,transparent_1px)] bg-size-[100%_var(--line-height)]"
      style={{ height: `calc(var(--line-height) * ${total})` }}
    >
      {shown.map(({ issue, place }) => (
        <IssueRow
          key={issue.id}
          issue={issue}
          place={place}
          total={total}
          selected={selected.has(issue.id)}
          marked={marked.includes(issue.id)}
        />
      ))}
      {failed ? (
        <li
          className="absolute inset-x-0 flex h-(--line-height) items-center px-gutter"
          style={{ top: `calc(var(--line-height) * ${items.length})` }}
        >
          <Button look="quiet" className="-ms-2.5" onClick={() => setFailed(false)}>
            Try again
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
