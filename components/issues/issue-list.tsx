"use client";

import { useRef, useState } from "react";
import { FieldPicker, type PickedField } from "#components/issues/field-picker";
import { IssueGroupSection } from "#components/issues/issue-group-section";
import type { IssueGroup, ListQuery } from "#components/issues/list-query";
import { SelectionBar } from "#components/issues/selection-bar";
import { useIssueLines } from "#components/issues/use-issue-lines";
import { usePresses } from "#components/issues/use-presses";
import { useRowKeys } from "#components/issues/use-row-keys";
import { useShortcut } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import type { IssueLine, IssueStatus } from "#lib/domain/issues/schema";

interface Props {
  groups: IssueGroup[];
  query: ListQuery;
}

interface Picking {
  field: PickedField;
  ids: readonly string[];
  anchor: HTMLElement;
}

/** Issues grouped by status, one line each; every field of a row is one key away. */
export function IssueList({ groups: fromPage, query }: Props) {
  const { mayWrite } = useWorkspace();
  const list = useRef<HTMLDivElement>(null);
  const { groups, change, loadMore } = useIssueLines(fromPage, query);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [folded, setFolded] = useState<Partial<Record<IssueStatus, boolean>>>({});
  const [picking, setPicking] = useState<Picking | null>(null);

  const issues = new Map(groups.flatMap((group) => group.items).map((issue) => [issue.id, issue]));
  const here = (ids: Iterable<string>) => [...ids].flatMap((id) => issues.get(id) ?? []);

  function toggleSelected(id: string) {
    setSelected((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }

  function pick(field: PickedField, row: HTMLElement, anchor?: HTMLElement | null) {
    const id = row.dataset.issue;
    if (!id || !mayWrite) return;
    const ids = selected.has(id) ? [...selected] : [id];
    setPicking({ field, ids, anchor: anchor ?? row.querySelector<HTMLElement>("a[data-open]") ?? row });
  }

  useRowKeys({ list, onSelect: toggleSelected, onField: (field, row) => pick(field, row) });
  useShortcut("clear", () => setSelected(new Set()));
  usePresses(list, (act, row, button) => {
    if (act === "select") toggleSelected(row.dataset.issue ?? "");
    if (act === "status" || act === "priority") pick(act, row, button);
  });

  const keyWidth = Math.max(5, ...[...issues.values()].map((issue) => issue.key.length));

  return (
    <div ref={list} className="@container pb-16" style={{ "--key": `${keyWidth * 7.25}px` } as React.CSSProperties}>
      {groups.map((group) => (
        <IssueGroupSection
          key={group.status}
          group={group}
          selected={selected}
          project={query.project?.length === 1 ? query.project[0] : undefined}
          folded={folded[group.status] ?? !group.loaded}
          onFold={(fold) => setFolded((now) => ({ ...now, [group.status]: fold }))}
          onMore={() => loadMore(group.status)}
        />
      ))}
      {selected.size > 0 ? (
        <SelectionBar
          count={here(selected).length}
          onClear={() => setSelected(new Set())}
          onField={(field, anchor) => setPicking({ field, ids: [...selected], anchor })}
        />
      ) : null}
      {picking ? (
        <FieldPicker
          field={picking.field}
          issues={here(picking.ids)}
          anchor={picking.anchor}
          onClose={() => setPicking(null)}
          onChange={(changeOf) => change(here(picking.ids) as IssueLine[], changeOf)}
        />
      ) : null}
    </div>
  );
}
