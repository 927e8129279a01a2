"use client";

import { ArrowUpRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { BranchCopy } from "#components/issues/branch-copy";
import { isLate } from "#components/issues/due-date";
import { FieldPicker, type PickedField } from "#components/issues/field-picker";
import { useIssue } from "#components/issues/issue-context";
import { IssueKey } from "#components/issues/issue-key";
import { IssuePicker } from "#components/issues/issue-picker";
import { useIssueTarget } from "#components/issues/issue-target";
import { PlanPicker } from "#components/issues/plan-picker";
import { PriorityBars } from "#components/issues/priority-bars";
import { PROPERTY_CONTROL, Property } from "#components/issues/property";
import { StatusCircle } from "#components/issues/status-circle";
import { isClosed, PRIORITY_WORDS, RESOLUTION_WORDS, STATUS_WORDS, TYPE_WORDS } from "#components/issues/words";
import { LabelChip } from "#components/labels/label-chip";
import { ColourDot } from "#components/labels/label-colour";
import { Maker } from "#components/people/byline";
import { PlanDate } from "#components/plans/plan-date";
import { NavLink } from "#components/shell/nav-link";
import { hintOf, SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { InPlaceInput } from "#components/typed/in-place-input";
import { Avatar } from "#components/ui/avatar";
import { buttonClasses } from "#components/ui/button";
import { Link } from "#components/ui/link";
import { useReadersDay } from "#components/ui/readers-day";
import { RelativeTime } from "#components/ui/relative-time";
import { useOpener } from "#components/ui/use-opener";
import type { Origin } from "#lib/domain/events/schema";
import type { PlanChip } from "#lib/domain/issues/schema";

type Open = { field: PickedField | "parent" | "initiative" | "milestone"; anchor: HTMLElement };

/** Everything about the issue that is chosen rather than written, each one press or one key; `children` are further ones. */
export function IssueProperties({ origin, children }: { origin: Origin | null; children?: ReactNode }) {
  const { issue, mayWrite, edit, refresh } = useIssue();
  const { projects } = useWorkspace();
  const [open, setOpen] = useState<Open | null>(null);
  const project = projects.find(({ key }) => key === issue.project);

  function openFor(field: Open["field"]) {
    const anchor = document.getElementById(`property-${field}`);
    if (anchor && mayWrite) setOpen({ field, anchor });
  }
  useShortcut("status", () => openFor("status"));
  useShortcut("priority", () => openFor("priority"));
  useShortcut("assignee", () => openFor("assignee"));
  useShortcut("labels", () => openFor("labels"));

  useIssueTarget(() => {
    if (!mayWrite) return null;
    return {
      words: issue.key,
      keys: [issue.key],
      issues: [issue],
      change: (changeOf) => {
        const { body, shown } = changeOf(issue);
        void edit(body, shown);
      },
      onShelved: refresh,
    };
  });

  const control = (field: Open["field"]) => ({
    id: `property-${field}`,
    type: "button" as const,
    disabled: !mayWrite,
    "aria-haspopup": "listbox" as const,
    "aria-expanded": open?.field === field,
    "aria-keyshortcuts": field in SHORTCUTS ? SHORTCUTS[field as keyof typeof SHORTCUTS].keys : undefined,
    title: field in SHORTCUTS ? hintOf(field as keyof typeof SHORTCUTS) : undefined,
    className: PROPERTY_CONTROL,
    onClick: () => openFor(field),
  });

  return (
    <dl className="grid gap-0.5 text-row">
      <Property name="Status">
        <button {...control("status")}>
          <StatusCircle status={issue.status} label={false} />
          {STATUS_WORDS[issue.status]}
          {issue.resolution ? <span className="text-muted">{RESOLUTION_WORDS[issue.resolution]}</span> : null}
        </button>
      </Property>
      <Property name="Priority">
        <button {...control("priority")}>
          <PriorityBars priority={issue.priority} label={false} />
          {PRIORITY_WORDS[issue.priority]}
        </button>
      </Property>
      <Property name="Assignee">
        <button {...control("assignee")}>
          {issue.assignee ? (
            <>
              <Avatar name={issue.assignee.name} />
              <span className="truncate">{issue.assignee.name}</span>
            </>
          ) : (
            <span className="text-muted">Nobody</span>
          )}
        </button>
      </Property>
      <Property name="Labels">
        <button {...control("labels")} className={`${PROPERTY_CONTROL} flex-wrap gap-1 py-1`}>
          {issue.labels.map((label) => (
            <LabelChip key={label.name} label={label} />
          ))}
          {issue.labels.length === 0 ? <span className="text-muted">None</span> : null}
        </button>
      </Property>
      <Property name="Type">
        <button {...control("type")}>{TYPE_WORDS[issue.type]}</button>
      </Property>
      <Property name="Initiative">
        <button {...control("initiative")}>
          <PlanName plan={issue.initiative} />
        </button>
        <OpenPlan plan={issue.initiative} home="/initiatives" />
      </Property>
      <Property name="Milestone">
        <button {...control("milestone")}>
          <PlanName plan={issue.milestone} />
        </button>
        <OpenPlan plan={issue.milestone} home="/milestones" />
      </Property>
      <Property name="Due">
        <DueField key={issue.dueDate} />
      </Property>
      <Property name="Estimate">
        <EstimateField key={issue.estimate} />
      </Property>
      <Property name="Parent">
        <button {...control("parent")}>
          {issue.parentIssue ? (
            <>
              <StatusCircle status={issue.parentIssue.status} />
              <IssueKey>{issue.parentIssue.key}</IssueKey>
              <span className="truncate">{issue.parentIssue.title}</span>
            </>
          ) : (
            <span className="text-muted">None</span>
          )}
        </button>
      </Property>
      <Property name="Project">
        <NavLink href={`/projects/${issue.project}`} className="-ms-2 min-w-0 text-ink">
          <ColourDot colour={project?.colour ?? "slate"} square />
          <span className="truncate">{project?.name ?? issue.project}</span>
        </NavLink>
      </Property>
      <Property name="Branch">
        <BranchCopy branch={issue.branch ?? issue.suggestedBranch} />
      </Property>
      {children}
      <div className="my-2 border-t" />
      <Property name="Created">
        <span className="flex min-w-0 flex-wrap gap-x-1.5 py-1.5 text-soft">
          <RelativeTime at={issue.createdAt} />
          {issue.creator ? (
            <span className="[overflow-wrap:anywhere]">
              by <Maker person={issue.creator} origin={origin} />
            </span>
          ) : null}
        </span>
      </Property>
      <Property name="Updated">
        <RelativeTime at={issue.updatedAt} className="text-soft" />
      </Property>
      {issue.source || issue.aliases.length > 0 ? (
        <Property name="Also known as">
          <span className="break-words font-mono text-mini text-muted">
            {[...new Set([...issue.aliases, issue.source ?? ""])].filter(Boolean).join(", ")}
          </span>
        </Property>
      ) : null}
      {open?.field === "initiative" || open?.field === "milestone" ? (
        <PlanPicker
          what={open.field}
          anchor={open.anchor}
          project={issue.project}
          selected={issue[open.field]?.key ?? null}
          onPick={(plan) => edit({ [open.field]: plan?.key ?? null }, { [open.field]: plan })}
          onClose={() => setOpen(null)}
        />
      ) : open?.field === "parent" ? (
        <IssuePicker
          anchor={open.anchor}
          title="Parent issue"
          project={issue.project}
          without={[issue.key]}
          selected={issue.parent ?? undefined}
          none="None"
          onPick={(parent) => edit({ parent }, parent ? {} : { parent: null, parentIssue: null })}
          onClose={() => setOpen(null)}
        />
      ) : open ? (
        <FieldPicker
          field={open.field}
          issues={[issue]}
          anchor={open.anchor}
          onClose={() => setOpen(null)}
          onChange={(changeOf) => {
            const { body, shown } = changeOf(issue);
            edit(body, shown);
          }}
        />
      ) : null}
    </dl>
  );
}

function PlanName({ plan }: { plan: PlanChip | null }) {
  if (!plan) return <span className="text-muted">None</span>;
  return (
    <>
      <IssueKey>{plan.key}</IssueKey>
      <span dir="auto" className="truncate">
        {plan.title}
      </span>
    </>
  );
}

/** The way to the page of what the button beside it chooses. */
function OpenPlan({ plan, home }: { plan: PlanChip | null; home: string }) {
  if (!plan) return null;
  return (
    <Link
      href={`${home}/${plan.key}`}
      aria-label={`Open ${plan.key}`}
      title={`Open ${plan.key}`}
      className={buttonClasses({ look: "quiet", size: "icon" })}
    >
      <ArrowUpRight className="size-3.5" aria-hidden="true" />
    </Link>
  );
}

function DueField() {
  const { issue, mayWrite, edit } = useIssue();
  const { today } = useReadersDay();
  const [editing, setEditing] = useState(false);
  const opener = useOpener(editing);
  if (!editing) {
    return (
      <button
        ref={opener}
        type="button"
        disabled={!mayWrite}
        className={PROPERTY_CONTROL}
        onClick={() => setEditing(true)}
      >
        {issue.dueDate ? (
          <PlanDate
            date={issue.dueDate}
            late={isLate(issue.dueDate, isClosed(issue.status), today)}
            title="Due"
            large
          />
        ) : (
          <span className="text-muted">None</span>
        )}
      </button>
    );
  }
  return (
    <InPlaceInput
      name={`${issue.id}/dueDate`}
      label="Due date"
      type="date"
      saved={issue.dueDate ?? ""}
      className="w-36"
      onSave={async (text) =>
        text === (issue.dueDate ?? "") || edit({ dueDate: text || null }, { dueDate: text || null })
      }
      onClose={() => setEditing(false)}
    />
  );
}

function EstimateField() {
  const { issue, mayWrite, edit } = useIssue();
  const [editing, setEditing] = useState(false);
  const opener = useOpener(editing);
  useShortcut("estimate", () => mayWrite && setEditing(true));
  if (!editing) {
    return (
      <button
        ref={opener}
        type="button"
        disabled={!mayWrite}
        className={PROPERTY_CONTROL}
        onClick={() => setEditing(true)}
      >
        {issue.estimate === null ? (
          <span className="text-muted">None</span>
        ) : (
          `${issue.estimate} ${issue.estimate === 1 ? "point" : "points"}`
        )}
      </button>
    );
  }
  async function save(text: string) {
    const estimate = text === "" ? null : Number(text);
    return estimate === issue.estimate || edit({ estimate }, { estimate });
  }
  return (
    <InPlaceInput
      name={`${issue.id}/estimate`}
      label="Estimate in points"
      type="number"
      min={0}
      max={1000}
      step="any"
      saved={issue.estimate === null ? "" : String(issue.estimate)}
      className="w-24 font-mono"
      onSave={save}
      onClose={() => setEditing(false)}
    />
  );
}
