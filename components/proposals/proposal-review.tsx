"use client";

import { type ReactNode, useRef, useState } from "react";
import { ItemRow, type Opened } from "#components/proposals/item-row";
import { useSettling } from "#components/proposals/use-settling";
import { countsWords } from "#components/proposals/words";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { useListKeys } from "#components/shell/use-list-keys";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";
import type { ItemState } from "#lib/domain/proposals/fields";
import type { Proposal, ProposalItem } from "#lib/domain/proposals/schema";

interface Props {
  proposal: Proposal;
  /** The long texts of the items as the server rendered them, by number. */
  texts: Readonly<Record<number, readonly ReactNode[]>>;
}

/** The items of a proposal as a tree: J and K move, A accepts, E edits, R rejects, Enter shows all of one. */
export function ProposalReview({ proposal: read, texts }: Props) {
  const { mayWrite } = useWorkspace();
  const { proposal, items, send } = useSettling(read);
  const list = useRef<HTMLUListElement>(null);
  const [opened, setOpened] = useState<{ number: number; as: Opened } | null>(null);
  const may = mayWrite && proposal.status === "open" && proposal.shelf !== "binned";
  const pending = items.filter(({ state }) => state === "pending");
  useListKeys(list);

  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-item]") ?? [])];
  const rowOf = (number: number) => rows().find((row) => row.dataset.item === String(number));
  function current(): ProposalItem | undefined {
    const row = document.activeElement?.closest<HTMLElement>("[data-item]");
    return items.find(({ number }) => String(number) === row?.dataset.item);
  }
  function focusOn(number: number | undefined) {
    const opener = number === undefined ? undefined : rowOf(number)?.querySelector<HTMLElement>("[data-open]");
    opener?.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
    opener?.scrollIntoView({ block: "nearest" });
  }
  /** The next item that waits has the focus. */
  function goOn(from: number, settled: ReadonlySet<number>) {
    const order = treeOf(items).map(({ item }) => item);
    const at = order.findIndex(({ number }) => number === from);
    const waits = (item: ProposalItem) => item.state === "pending" && !settled.has(item.number);
    focusOn((order.slice(at + 1).find(waits) ?? order.find(waits))?.number ?? from);
  }

  function accept(item: ProposalItem) {
    const numbers = [...item.brings, item.number];
    setOpened(null);
    goOn(item.number, new Set(numbers));
    void send({
      ...{ method: "POST", path: "/accept", body: { items: [item.number] }, shown: inState(numbers, "accepted") },
      done: (after) => acceptedWords(after, numbers),
      refused: `“${item.title}” was not accepted`,
    });
  }
  function acceptAll() {
    const numbers = pending.map(({ number }) => number);
    setOpened(null);
    void send({
      ...{ method: "POST", path: "/accept", body: { all: true }, shown: inState(numbers, "accepted") },
      done: (after) => acceptedWords(after, numbers),
      refused: "They were not accepted",
    });
  }
  function reject(item: ProposalItem, reason: string) {
    const numbers = hangingOn(items, item.number);
    setOpened(null);
    goOn(item.number, new Set(numbers));
    return send({
      ...{ method: "POST", path: "/reject", body: { items: [item.number], reason } },
      shown: inState(numbers, "rejected"),
      done: () => (numbers.length === 1 ? `“${item.title}” is rejected` : `${numbers.length} items are rejected`),
      refused: `“${item.title}” was not rejected`,
    });
  }
  async function edit(item: ProposalItem, changes: object) {
    const done = await send({
      ...{ method: "PATCH", path: `/items/${item.number}`, body: { changes }, shown: new Map() },
      done: () => `“${item.title}” is changed`,
      refused: `“${item.title}” was not changed`,
    });
    if (done) {
      setOpened(null);
      focusOn(item.number);
    }
    return done;
  }
  const withPending = (act: (item: ProposalItem) => void) => () => {
    const item = current() ?? pending[0];
    if (may && item?.state === "pending") act(item);
  };
  const open = (as: Opened) => (item: ProposalItem) => {
    focusOn(item.number);
    setOpened({ number: item.number, as });
  };
  useShortcut("acceptItem", withPending(accept));
  useShortcut("editItem", withPending(open("edit")));
  useShortcut("rejectItem", withPending(open("reject")));
  useShortcut("acceptAllItems", () => may && pending.length > 0 && acceptAll());

  return (
    <section aria-label="Items" className="mt-6">
      <header className="flex min-h-9 items-center gap-2 border-b py-1.5">
        <h2 className="font-medium text-row">Items</h2>
        <span className="min-w-0 truncate text-mini text-muted tabular-nums">{countsWords(countsOf(items))}</span>
        {may && pending.length > 0 ? (
          <span className="ms-auto">
            <Tooltip text={SHORTCUTS.acceptAllItems.label} keys={SHORTCUTS.acceptAllItems.keys}>
              <Button look="primary" aria-keyshortcuts={SHORTCUTS.acceptAllItems.keys} onClick={acceptAll}>
                Accept all {pending.length}
              </Button>
            </Tooltip>
          </span>
        ) : null}
      </header>
      <ul ref={list} className="@container">
        {treeOf(items).map(({ item, depth }) => (
          <ItemRow
            key={item.number}
            {...{ item, depth, may: may && item.state === "pending" }}
            proposal={proposal.id}
            project={proposal.project}
            texts={texts[item.number] ?? []}
            opened={opened?.number === item.number ? opened.as : null}
            onOpen={(as) => {
              setOpened(as && { number: item.number, as });
              if (as === null) focusOn(item.number);
            }}
            onAccept={() => accept(item)}
            onReject={(reason) => reject(item, reason)}
            onEdit={(changes) => edit(item, changes)}
          />
        ))}
      </ul>
      {may ? (
        <p className="mt-2 text-mini text-muted touch:hidden">
          J/K move · A accept · E edit · R reject · Enter all of it
        </p>
      ) : null}
    </section>
  );
}

const inState = (numbers: readonly number[], state: ItemState) =>
  new Map(numbers.map((number): [number, ItemState] => [number, state]));

function countsOf(items: readonly ProposalItem[]): Proposal["counts"] {
  const count = (state: ItemState) => items.filter((item) => item.state === state).length;
  return { pending: count("pending"), accepted: count("accepted"), rejected: count("rejected") };
}

/** Items in the order of the tree, each with how deep it lies. */
function treeOf(items: readonly ProposalItem[]): { item: ProposalItem; depth: number }[] {
  const under = Map.groupBy(items, ({ parent }) => parent);
  const below = (parent: number | null, depth: number): { item: ProposalItem; depth: number }[] =>
    (under.get(parent) ?? []).flatMap((item) => [{ item, depth }, ...below(item.number, depth + 1)]);
  return below(null, 0);
}

/** The numbers of the pending items that are rejected with one: what lies under it, and the links to it. */
function hangingOn(items: readonly ProposalItem[], number: number): number[] {
  const all = new Set([number]);
  for (let before = 0; before < all.size; ) {
    before = all.size;
    for (const { number: one, make, parent, payload, state } of items) {
      const ends = make === "link" ? [Number(payload.issue), Number(payload.other)] : [parent ?? 0];
      if (state === "pending" && ends.some((end) => all.has(end))) all.add(one);
    }
  }
  return [...all];
}

function acceptedWords({ items }: Proposal, numbers: readonly number[]): string {
  const made = items.filter(({ number }) => numbers.includes(number));
  const [only] = made;
  return made.length === 1 && only ? `Accepted: ${only.became}` : `${made.length} items are accepted`;
}
