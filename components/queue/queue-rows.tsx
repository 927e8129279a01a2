"use client";

import { Pin, PinOff, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { type DragEvent, useRef, useState, useTransition } from "react";
import { post, write } from "#components/api";
import { toastWithUndo } from "#components/events/undo-toast";
import { DueDate } from "#components/issues/due-date";
import { IssueKey } from "#components/issues/issue-key";
import { PriorityBars } from "#components/issues/priority-bars";
import { RowLink } from "#components/plans/row-link";
import { pinAt } from "#components/queue/pin-at";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { useListKeys } from "#components/shell/use-list-keys";
import { useWorkspace } from "#components/shell/workspace";

import { attempt } from "#components/ui/attempt";
import { Avatar } from "#components/ui/avatar";
import { classNames } from "#components/ui/class-names";
import { IconButton } from "#components/ui/icon-button";
import { Tooltip } from "#components/ui/tooltip";
import type { QueueItem } from "#lib/domain/queue/schema";

/** The queue in its order: J and K go through it, Shift+P pins, Alt with an arrow moves what is pinned, W takes it. */
export function QueueRows({ items }: { items: QueueItem[] }) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const [, startTransition] = useTransition();
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<number | null>(null);
  useListKeys(list);

  const refresh = () => startTransition(() => router.refresh());
  function withRow(act: (item: QueueItem) => void) {
    const id = document.activeElement?.closest<HTMLElement>("[data-issue]")?.dataset.issue;
    const item = items.find(({ issue }) => issue.id === id);
    if (item && mayWrite) act(item);
  }
  async function pin(item: QueueItem, to: number | null) {
    const { key } = item.issue;
    const ask = async () => {
      const { request } = await write("PATCH", `/issues/${key}`, { pin: to });
      toastWithUndo(to === null ? `${key} is not pinned any more` : `${key} is pinned`, [request], refresh);
    };
    if (await attempt(ask, `${key} was not moved`)) refresh();
  }
  const toggle = (item: QueueItem) => pin(item, item.pinned ? null : pinAt(items, item, 0));
  async function take(item: QueueItem) {
    const { key } = item.issue;
    if (await attempt(() => post(`/issues/${key}/claim`), `${key} was not claimed`)) router.push(`/issues/${key}`);
  }
  useShortcut(mayWrite ? "pin" : undefined, () => withRow((item) => void toggle(item)));
  useShortcut(mayWrite ? "claim" : undefined, () => withRow((item) => void take(item)));

  function drop(event: DragEvent, place: number) {
    event.preventDefault();
    const item = items.find(({ issue }) => issue.id === dragged);
    setDragged(null);
    setOver(null);
    if (item) void pin(item, pinAt(items, item, place));
  }

  return (
    <ol
      ref={list}
      className="@container"
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
        event.preventDefault();
        const step = event.key === "ArrowUp" ? -1 : 2;
        withRow((item) => void pin(item, pinAt(items, item, Math.max(0, items.indexOf(item) + step))));
      }}
    >
      {items.map((item, place) => (
        <li
          key={item.issue.id}
          data-issue={item.issue.id}
          draggable={mayWrite}
          onDragStart={() => setDragged(item.issue.id)}
          onDragEnd={() => {
            setDragged(null);
            setOver(null);
          }}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(place);
          }}
          onDrop={(event) => drop(event, place)}
          className={classNames(
            "group/item relative flex min-h-row items-center gap-2.5 border-line/60 border-b px-gutter py-1.5 hover:bg-hover has-[a:focus-visible]:bg-hover @2xl:py-0",
            over === place && "shadow-[inset_0_2px_0_var(--accent)]",
            dragged === item.issue.id && "opacity-50",
          )}
        >
          <QueueRow item={item} />
          {mayWrite ? (
            <span className="absolute right-gutter z-10 flex items-center gap-0.5 bg-hover opacity-0 group-focus-within/item:opacity-100 group-hover/item:opacity-100 touch:hidden">
              <Tooltip text={item.pinned ? "Unpin" : "Pin to the top"} keys={SHORTCUTS.pin.keys}>
                <IconButton
                  icon={item.pinned ? PinOff : Pin}
                  tabIndex={-1}
                  label={`${item.pinned ? "Unpin" : "Pin"} ${item.issue.key}`}
                  onClick={() => void toggle(item)}
                />
              </Tooltip>
              <Tooltip text={SHORTCUTS.claim.label} keys={SHORTCUTS.claim.keys}>
                <IconButton
                  icon={Play}
                  tabIndex={-1}
                  label={`Claim ${item.issue.key}`}
                  onClick={() => void take(item)}
                />
              </Tooltip>
            </span>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/** One issue of the queue on one line (two on phones): its place, what it is, why it stands there. */
function QueueRow({ item: { place, pinned, score, because, issue } }: { item: QueueItem }) {
  const why = because.join(", ");
  return (
    <>
      <span className="w-6 shrink-0 text-end text-mini text-muted tabular-nums">{place}</span>
      <PriorityBars priority={issue.priority} />
      <IssueKey className="w-(--key) shrink-0">{issue.key}</IssueKey>
      <span className="grid min-w-0 flex-1 items-center gap-x-3 @2xl:flex">
        <RowLink href={`/issues/${issue.key}`} className="font-medium @2xl:max-w-[60%] @2xl:shrink-0">
          {issue.title}
        </RowLink>
        <span className="min-w-0 truncate text-mini text-muted" title={why}>
          {why}
        </span>
      </span>
      {pinned ? <Pin className="size-3.5 shrink-0 text-accent-ink" aria-label="Pinned" /> : null}
      {issue.dueDate ? (
        <span className="hidden @xl:inline">
          <DueDate date={issue.dueDate} closed={false} />
        </span>
      ) : null}
      <span className="w-10 shrink-0 text-end text-mini text-soft tabular-nums" title={`${score} points: ${why}`}>
        {score}
      </span>
      <span className="flex w-5 shrink-0 justify-center">
        {issue.assignee ? <Avatar name={issue.assignee.name} /> : null}
      </span>
    </>
  );
}
