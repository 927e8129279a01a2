"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { FieldPicker } from "#components/issues/field-picker";
import type { FieldName } from "#components/issues/fields";
import { IssueGroupSection } from "#components/issues/issue-group-section";
import { IssueRows } from "#components/issues/issue-rows";
import { useIssueTarget } from "#components/issues/issue-target";
import type { IssueGroup, ListQuery } from "#components/issues/list-query";
import { RowSigns } from "#components/issues/row-sign";
import { SelectionBar } from "#components/issues/selection-bar";
import { useIssueLines } from "#components/issues/use-issue-lines";
import { usePresses } from "#components/issues/use-presses";
import { useRowFocus } from "#components/issues/use-row-focus";
import { useRowKeys } from "#components/issues/use-row-keys";
import { useKept } from "#components/shell/use-kept";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import type { IssueStatus } from "#lib/domain/issues/fields";

interface Props {
  groups: IssueGroup[];
  query: ListQuery;
}

interface Picking {
  field: FieldName;
  ids: readonly string[];
  anchor: HTMLElement;
}

/** Rows that the page itself is rendered with: about what fills a screen. */
const AT_FIRST = 40;

const NONE: readonly string[] = [];

/** Issues grouped by status, one line each; every field of a row is one key away. */
export function IssueList({ groups: fromPage, query }: Props) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const list = useRef<HTMLDivElement>(null);
  const { store, groups, change } = useIssueLines(fromPage, query);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [folded, setFolded] = useKept<Partial<Record<IssueStatus, boolean>>>("folded", {});
  const [picking, setPicking] = useState<Picking | null>(null);
  const { current, focusRow } = useRowFocus({ list, store, away: picking !== null });
  const steps = useRef(Promise.resolve());
  store.folded = folded;

  const issues = new Map(groups.flatMap((group) => group.items).map((issue) => [issue.id, issue]));
  const here = (ids: Iterable<string>) => [...ids].flatMap((id) => issues.get(id) ?? []);

  function toggleSelected(id: string) {
    setSelected((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }

  function pick(field: FieldName, row: HTMLElement, anchor?: HTMLElement | null) {
    const id = row.dataset.issue;
    if (!id || !mayWrite) return;
    const ids = selected.has(id) ? [...selected] : [id];
    setPicking({ field, ids, anchor: anchor ?? row.querySelector<HTMLElement>("a[data-open]") ?? row });
  }

  const loadMore = (status: IssueStatus) => attempt(() => store.loadMore(status), "More issues could not be loaded");

  /** Steps wait for each other, so that a key pressed while rows are on their way counts. */
  function move(by: 1 | -1) {
    steps.current = steps.current.then(async () => {
      const next = await store.step(rowAtHand()?.dataset.issue ?? null, by).catch(() => null);
      if (next) focusRow(next.id);
    });
  }

  const { rowAtHand } = useRowKeys({ list, onMove: move, onSelect: toggleSelected, onField: pick });
  usePresses(list, (act, row, button) => {
    if (act === "select") toggleSelected(row.dataset.issue ?? "");
    if (act === "status" || act === "priority") pick(act, row, button);
  });

  useIssueTarget(() => {
    const issues = here(selected.size > 0 ? selected : [rowAtHand()?.dataset.issue ?? ""]);
    const [first] = issues;
    if (!first) return null;
    return {
      words: issues.length === 1 ? first.key : `${issues.length} issues`,
      keys: issues.map(({ key }) => key),
      issues,
      change: (changeOf) => void change(issues, changeOf),
      onShelved: () => router.refresh(),
    };
  });

  const chosen = here(selected);
  const keyWidth = Math.max(5, ...[...issues.values()].map((issue) => issue.key.length));
  let first = AT_FIRST;

  return (
    <div
      ref={list}
      className="@container pb-16 [--line-height:60px] sm:[--line-height:var(--row)]"
      style={{ "--key": `${keyWidth * 7.25}px` } as React.CSSProperties}
    >
      <RowSigns />
      {groups.map((group) => {
        const isFolded = store.isFolded(group);
        const some = isFolded ? 0 : Math.min(first, group.items.length);
        first -= some;
        return (
          <IssueGroupSection
            key={group.status}
            group={group}
            project={query.project?.length === 1 ? query.project[0] : undefined}
            folded={isFolded}
            onFold={(fold) => setFolded({ ...folded, [group.status]: fold })}
          >
            <IssueRows
              group={group}
              first={some}
              selected={selected}
              current={current}
              marked={picking?.ids ?? NONE}
              onMore={() => loadMore(group.status)}
            />
          </IssueGroupSection>
        );
      })}
      {chosen.length > 0 ? (
        <SelectionBar
          count={chosen.length}
          onClear={() => setSelected(new Set())}
          onField={(field, anchor) => setPicking({ field, ids: chosen.map(({ id }) => id), anchor })}
        />
      ) : null}
      {picking ? (
        <FieldPicker
          field={picking.field}
          issues={here(picking.ids)}
          anchor={picking.anchor}
          onClose={() => setPicking(null)}
          onChange={(changeOf) => change(here(picking.ids), changeOf)}
        />
      ) : null}
    </div>
  );
}
