"use client";

import { memo } from "react";
import { ClaimSign } from "#components/claims/claim-sign";
import { StaleSign } from "#components/decisions/stale-sign";
import { BlockedSign } from "#components/issues/blocked-sign";
import { DueDate } from "#components/issues/due-date";
import { priorityClasses } from "#components/issues/priority-bars";
import { RowSign } from "#components/issues/row-sign";
import { statusClasses } from "#components/issues/status-circle";
import { isClosed, PRIORITY_WORDS, STATUS_WORDS } from "#components/issues/words";
import { LabelChip } from "#components/labels/label-chip";
import { WaitingSign } from "#components/questions/waiting-sign";
import { hintOf } from "#components/shell/shortcuts";
import { Avatar } from "#components/ui/avatar";
import { CheckBox } from "#components/ui/check-box";
import { classNames } from "#components/ui/class-names";
import { Link } from "#components/ui/link";
import { RelativeTime } from "#components/ui/relative-time";
import { criteriaWords, unverifiedWords } from "#lib/domain/criteria/words";
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

const HINTS = { priority: hintOf("priority"), status: hintOf("status") };

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
        "issue-row group/row",
        selected ? "bg-accent-wash" : "bg-canvas hover:bg-hover has-[a:focus-visible]:bg-hover",
        marked && "outline-2 outline-focus -outline-offset-2",
      )}
    >
      <span className="issue-row-select group-hover/row:opacity-100">
        <CheckBox checked={selected} readOnly data-act="select" aria-label={`Select ${issue.key}`} tabIndex={-1} />
      </span>
      <span className="w-(--key) whitespace-nowrap font-mono text-mini text-muted tabular-nums [grid-area:key] max-sm:w-auto">
        {issue.key}
      </span>
      <button
        type="button"
        tabIndex={-1}
        data-act="priority"
        title={HINTS.priority}
        aria-label={`Priority of ${issue.key}: ${PRIORITY_WORDS[issue.priority]}`}
        className="issue-row-sign [grid-area:priority]"
      >
        <RowSign name={issue.priority} className={priorityClasses(issue.priority)} />
      </button>
      <button
        type="button"
        tabIndex={-1}
        data-act="status"
        title={HINTS.status}
        aria-label={`Status of ${issue.key}: ${STATUS_WORDS[issue.status]}`}
        className="issue-row-sign [grid-area:status]"
      >
        <RowSign name={issue.status} className={statusClasses(issue.status)} />
      </button>
      <span className="flex min-w-0 items-center gap-1.5 [grid-area:title]">
        {issue.blocked ? <BlockedSign /> : null}
        {issue.waiting ? <WaitingSign /> : null}
        {issue.stale ? <StaleSign /> : null}
        <Link
          href={`/issues/${issue.key}`}
          prefetch={false}
          data-open=""
          dir="auto"
          className={`issue-row-title ${closed ? "text-muted" : "text-ink"}`}
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
        <Criteria status={issue.status} criteria={issue.criteria} />
        <Progress sign="children" of={issue.children} words="sub-issues closed" />
        {issue.comments > 0 ? (
          <span className="hidden items-center gap-1 text-mini text-muted tabular-nums @4xl:flex">
            <RowSign name="comments" className="size-3.5" />
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
            <RowSign name="due" className="size-3" />
            <DueDate date={issue.dueDate} closed={closed} />
          </span>
        ) : null}
        <RelativeTime
          at={issue.updatedAt}
          className="hidden w-14 whitespace-nowrap text-end text-mini text-muted tabular-nums @2xl:inline"
        />
        <span className="flex w-5 justify-center">
          {issue.claim ? (
            <ClaimSign claim={issue.claim} />
          ) : issue.assignee ? (
            <Avatar name={issue.assignee.name} />
          ) : null}
        </span>
      </span>
    </li>
  );
});

/** How far criteria are met; where the issue is done and not all are verified, that stays on the narrowest row. */
function Criteria({ status, criteria }: Pick<IssueLine, "status" | "criteria">) {
  const unverified = unverifiedWords(status, criteria);
  if (unverified === null) return <Progress sign="criteria" of={criteria} words="acceptance criteria met" />;
  return (
    <span title={criteriaWords(criteria)} className="flex items-center gap-1 text-mini text-soft tabular-nums">
      <RowSign name="criteria" className="size-3.5" />
      {unverified}
      <span className="sr-only">{" of its acceptance criteria"}</span>
    </span>
  );
}

interface ProgressProps {
  sign: "criteria" | "children";
  of: { done: number; total: number; verified?: number };
  words: string;
}

function Progress({ sign, of, words }: ProgressProps) {
  if (of.total === 0) return null;
  return (
    <span
      title={`${of.done} of ${of.total} ${words}`}
      className={classNames(
        "hidden items-center gap-1 text-mini tabular-nums @xl:flex",
        (of.verified ?? of.done) === of.total ? "text-status-done" : "text-muted",
      )}
    >
      <RowSign name={sign} className="size-3.5" />
      {`${of.done}/${of.total}`}
      <span className="sr-only">{` ${words}`}</span>
    </span>
  );
}
