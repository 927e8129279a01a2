"use client";

import { CalendarClock, Check, Clock } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { deedWords, dueWords } from "#components/inbox/words";
import { IssueKey } from "#components/issues/issue-key";
import { StatusCircle } from "#components/issues/status-circle";
import { RowLink } from "#components/plans/row-link";
import { NounSign } from "#components/references/noun-sign";
import { subjectPath } from "#components/references/subject-path";
import { SHORTCUTS } from "#components/shell/shortcuts";
import { Avatar } from "#components/ui/avatar";
import { IconButton } from "#components/ui/icon-button";
import { isolated } from "#components/ui/isolated";
import { RelativeTime } from "#components/ui/relative-time";
import { Tooltip } from "#components/ui/tooltip";
import type { InboxItem } from "#lib/domain/inbox/schema";
import type { IssueStatus } from "#lib/domain/issues/fields";

interface Props {
  item: InboxItem;
  today: string;
  /** Is the row what `children` open under? */
  expanded?: boolean | undefined;
  onOpen: (event: MouseEvent) => void;
  onDone: () => void;
  onSnooze: (anchor: HTMLElement) => void;
  /** What stands below it. */
  children?: ReactNode;
}

/** One item on one line (two on phones): who, what about, what was said. */
export function InboxRow({ item, today, expanded, onOpen, onDone, onSnooze, children }: Props) {
  const { on, actor } = item;
  const part = item.kind === "question" || item.kind === "answer" ? "question" : "comment";
  const href = `${subjectPath(on)}${item.source ? `#${part}-${item.source}` : ""}`;
  const said = item.kind === "due_soon" ? dueWords(item.dueDate ?? today, today) : deedWords(item);
  const byItself = item.kind === "question" && actor === null;
  const name = byItself ? "Turbo" : actor?.kind === "agent" ? (actor.client ?? actor.key ?? actor.name) : actor?.name;
  return (
    <li data-item={item.id} className="border-line/60 border-b">
      <div className="group/item relative flex min-h-row items-center gap-2.5 px-gutter py-1.5 hover:bg-hover has-[a:focus-visible]:bg-hover @2xl:py-0">
        <span className="absolute inset-y-0 left-0 flex w-gutter items-center justify-center">
          {item.read ? null : (
            <span className="size-1.5 rounded-full bg-accent">
              <span className="sr-only">Unread</span>
            </span>
          )}
        </span>
        <span className="flex w-5 shrink-0 justify-center">
          {name ? (
            <Avatar name={name} agent={byItself || actor?.kind === "agent"} />
          ) : (
            <CalendarClock className="size-4 text-muted" aria-hidden="true" />
          )}
        </span>
        <span className="grid min-w-0 flex-1 items-center gap-x-2.5 @2xl:flex">
          <span className="flex min-w-0 items-center gap-2 @2xl:max-w-[60%] @2xl:shrink-0">
            {on.kind === "issue" ? <StatusCircle status={on.status as IssueStatus} /> : <NounSign kind={on.kind} />}
            <IssueKey className="shrink-0">{on.key}</IssueKey>
            <RowLink
              href={href}
              onClick={onOpen}
              aria-expanded={expanded}
              className={item.read ? "text-soft" : "font-medium text-ink"}
            >
              {on.title}
            </RowLink>
          </span>
          <span className="min-w-0 truncate text-muted" dir="auto">
            {name ? `${isolated(name)} ` : ""}
            {said}
            {item.excerpt ? `: ${isolated(item.excerpt)}` : ""}
          </span>
        </span>
        {item.snoozedUntil && item.createdAt === item.snoozedUntil ? (
          <Clock className="size-3.5 shrink-0 text-muted" aria-label="Was snoozed" />
        ) : null}
        <span className="w-14 shrink-0 text-end text-mini text-muted tabular-nums group-focus-within/item:invisible group-hover/item:invisible touch:visible!">
          <RelativeTime at={item.createdAt} />
        </span>
        <span className="absolute right-gutter z-10 flex items-center gap-0.5 bg-hover opacity-0 group-focus-within/item:opacity-100 group-hover/item:opacity-100 touch:hidden">
          {item.done ? null : (
            <Tooltip text={SHORTCUTS.snooze.label} keys={SHORTCUTS.snooze.keys}>
              <IconButton
                icon={Clock}
                tabIndex={-1}
                label={`Snooze ${on.key}`}
                onClick={(event) => onSnooze(event.currentTarget)}
              />
            </Tooltip>
          )}
          <Tooltip text={item.done ? "Not done" : SHORTCUTS.done.label} keys={SHORTCUTS.done.keys}>
            <IconButton
              icon={Check}
              tabIndex={-1}
              label={`${item.done ? "Not done" : "Done"}: ${on.key}`}
              onClick={onDone}
            />
          </Tooltip>
        </span>
      </div>
      {children}
    </li>
  );
}
