"use client";

import { Calendar, ListChecks, MessageSquare, Network } from "lucide-react";
import { memo, type ReactNode } from "react";
import { StaleSign } from "#components/decisions/stale-sign";
import { BlockedSign } from "#components/issues/blocked-sign";
import { DueDate } from "#components/issues/due-date";
import { PriorityBars } from "#components/issues/priority-bars";
import { StatusCircle } from "#components/issues/status-circle";
import { isClosed, PRIORITY_WORDS, STATUS_WORDS } from "#components/issues/words";
import { LabelChip } from "#components/labels/label-chip";
import { hintOf } from "#components/shell/shortcuts";
import { Avatar } from "#components/ui/avatar";
import { CheckBox } from "#components/ui/check-box";
import { classNames } from "#components/ui/class-names";
import { Link } from "#components/ui/link";
import { RelativeTime } from "#components/ui/relative-time";
import type { IssueLine } from "#lib/domain/issues/schema";

interface Props {
  issue: IssueLine;
  /** Where it stands in its group, from 0 on, and among how many. */
  place: number;
  total: number;
  selected: boolean;
  /** One of its fields is being chosen. */
  marked: boolean;
}

const SIGN =
  "z-10 -m-1.5 inline-flex rounded-chip p-1.5 hover:bg-pressed touch:-m-2.5 touch:p-2.5 focus-visible:outline-offset-0";

/**
 * One issue on one line (two on phones): key, priority, status and title keep their places, the rest leaves as it gets narrow.
 * Its list hears the presses by `data-act`.
 */
export const IssueRow = memo(function IssueRow({ issue, place, total, selected, marked }: Props) {
  const closed = isClosed(issue.status);
  return (
    <li
      data-issue={issue.id}
      aria-setsize={total}
      aria-posinset={place + 1}
      style={{ top: `calc(var(--line-height) * ${place})` }}
      className={classNames(
        "group/row absolute inset-x-0 grid h-(--line-height) scroll-mt-22 scroll-mb-2 content-center items-center gap-x-2.5 overflow-clip border-line/60 border-b px-gutter max-md:scroll-mb-18 touch:scroll-mt-26",
        "grid-cols-[auto_auto_minmax(0,1fr)] [grid-template-areas:'status_title_title'_'priority_key_rest']",
        "sm:grid-cols-[auto_auto_auto_minmax(0,auto)_minmax(min-content,1fr)] sm:[grid-template-areas:'key_priority_status_title_rest']",
        selected ? "bg-accent-wash" : "bg-canvas hover:bg-hover has-[a:focus-visible]:bg-hover",
        marked && "outline-2 outline-focus -outline-offset-2",
      )}
    >
      <span className="absolute inset-y-0 left-0 z-10 hidden w-gutter items-center justify-center opacity-0 has-checked:opacity-100 has-focus-visible:opacity-100 group-hover/row:opacity-100 sm:flex">
        <CheckBox checked={selected} readOnly data-act="select" aria-label={`Select ${issue.key}`} tabIndex={-1} />
      </span>
      <span className="w-(--key) whitespace-nowrap font-mono text-mini text-muted tabular-nums [grid-area:key] max-sm:w-auto">
        {issue.key}
      </span>
      <span className="inline-flex [grid-area:priority]">
        <button
          type="button"
          tabIndex={-1}
          data-act="priority"
          title={hintOf("priority")}
          aria-label={`Priority of ${issue.key}: ${PRIORITY_WORDS[issue.priority]}`}
          className={SIGN}
        >
          <PriorityBars priority={issue.priority} label={false} />
        </button>
      </span>
      <span className="inline-flex [grid-area:status]">
        <button
          type="button"
          tabIndex={-1}
          data-act="status"
          title={hintOf("status")}
          aria-label={`Status of ${issue.key}: ${STATUS_WORDS[issue.status]}`}
          className={SIGN}
        >
          <StatusCircle status={issue.status} label={false} />
        </button>
      </span>
      <span className="flex min-w-0 items-center gap-1.5 [grid-area:title]">
        {issue.blocked ? <BlockedSign /> : null}
        {issue.stale ? <StaleSign /> : null}
        <Link
          href={`/issues/${issue.key}`}
          prefetch={false}
          data-open=""
          dir="auto"
          className={classNames(
            "min-w-0 flex-1 truncate text-left font-medium outline-none after:absolute after:inset-0",
            "focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus",
            closed ? "text-muted" : "text-ink",
          )}
        >
          {issue.title}
        </Link>
      </span>
      <span className="flex min-w-0 items-center justify-end gap-2.5 whitespace-nowrap [grid-area:rest] empty:hidden">
        {issue.labels.length > 0 ? (
          // They take what the title leaves; what does not fit is on the second line, which is cut off.
          <span className="hidden h-5 w-0 flex-1 flex-wrap justify-end gap-1 overflow-hidden @3xl:flex">
            {issue.labels.slice(0, 2).map((label) => (
              <LabelChip key={label.name} label={label} />
            ))}
            {issue.labels.length > 2 ? (
              <span className="leading-5 text-mini text-muted">+{issue.labels.length - 2}</span>
            ) : null}
          </span>
        ) : null}
        <Progress of={issue.criteria} words="acceptance criteria met">
          <ListChecks className="size-3.5" aria-hidden="true" />
        </Progress>
        <Progress of={issue.children} words="sub-issues closed">
          <Network className="size-3.5" aria-hidden="true" />
        </Progress>
        {issue.comments > 0 ? (
          <span className="hidden items-center gap-1 text-mini text-muted tabular-nums @4xl:flex">
            <MessageSquare className="size-3.5" aria-hidden="true" />
            {issue.comments}
            <span className="sr-only"> comments</span>
          </span>
        ) : null}
        {issue.estimate === null ? null : (
          <span title="Estimate" className="hidden whitespace-nowrap text-mini text-muted tabular-nums @3xl:inline">
            {issue.estimate} {issue.estimate === 1 ? "pt" : "pts"}
          </span>
        )}
        {issue.dueDate ? (
          <span className="flex items-center gap-1 text-muted">
            <Calendar className="size-3" aria-hidden="true" />
            <DueDate date={issue.dueDate} closed={closed} />
          </span>
        ) : null}
        <span className="hidden w-14 text-end @2xl:inline">
          <RelativeTime at={issue.updatedAt} className="whitespace-nowrap text-mini text-muted tabular-nums" />
        </span>
        <span className="flex w-5 justify-center">{issue.assignee ? <Avatar name={issue.assignee.name} /> : null}</span>
      </span>
    </li>
  );
});

function Progress({
  of,
  words,
  children,
}: {
  of: { done: number; total: number };
  words: string;
  children: ReactNode;
}) {
  if (of.total === 0) return null;
  return (
    <span
      title={`${of.done} of ${of.total} ${words}`}
      className={classNames(
        "hidden items-center gap-1 text-mini tabular-nums @xl:flex",
        of.done === of.total ? "text-status-done" : "text-muted",
      )}
    >
      {children}
      {of.done}/{of.total}
      <span className="sr-only"> {words}</span>
    </span>
  );
}
