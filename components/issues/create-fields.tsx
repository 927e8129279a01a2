"use client";

import { type ReactNode, useState } from "react";
import { FieldPicker, type PickedField } from "#components/issues/field-picker";
import { IssuePicker } from "#components/issues/issue-picker";
import { PlanPicker } from "#components/issues/plan-picker";
import { PriorityBars } from "#components/issues/priority-bars";
import { StatusCircle } from "#components/issues/status-circle";
import { useChoices } from "#components/issues/use-choices";
import { PRIORITY_WORDS, STATUS_WORDS, TYPE_WORDS } from "#components/issues/words";
import { ColourDot } from "#components/labels/label-colour";
import { useWorkspace } from "#components/shell/workspace";
import { Avatar } from "#components/ui/avatar";
import { LazyPicker } from "#components/ui/lazy-picker";
import type { IssueLine } from "#lib/domain/issues/schema";

export interface NewFields
  extends Pick<
    IssueLine,
    | "project"
    | "status"
    | "priority"
    | "type"
    | "assignee"
    | "labels"
    | "estimate"
    | "parent"
    | "initiative"
    | "milestone"
  > {
  dueDate: string | null;
}

interface Props {
  fields: NewFields;
  onChange: (change: Partial<NewFields>) => void;
}

type Open = { field: PickedField | "project" | "parent" | "initiative" | "milestone"; anchor: HTMLElement };

const CHIP =
  "inline-flex h-control max-w-52 min-w-0 items-center gap-1.5 rounded-control border border-line-strong bg-raised px-2 text-row hover:bg-hover aria-expanded:bg-hover";

/** The fields of a new issue as a line of small buttons. */
export function CreateFields({ fields, onChange }: Props) {
  const { projects } = useWorkspace();
  const [open, setOpen] = useState<Open | null>(null);
  const projectChoices = useChoices("project");
  const project = projects.find(({ key }) => key === fields.project);

  const chip = (field: Open["field"], name: string, children: ReactNode) => (
    <button
      type="button"
      aria-haspopup="listbox"
      aria-expanded={open?.field === field}
      aria-label={name}
      title={name}
      className={CHIP}
      onClick={(event) => setOpen({ field, anchor: event.currentTarget })}
    >
      {children}
    </button>
  );

  return (
    <div className="flex flex-wrap gap-1.5 pt-4 pb-4">
      {chip(
        "project",
        `Project: ${project?.name ?? fields.project}`,
        <>
          <ColourDot colour={project?.colour ?? "slate"} square />
          <span className="truncate">{project?.name ?? fields.project}</span>
        </>,
      )}
      {chip(
        "status",
        `Status: ${STATUS_WORDS[fields.status]}`,
        <>
          <StatusCircle status={fields.status} label={false} />
          {STATUS_WORDS[fields.status]}
        </>,
      )}
      {chip(
        "priority",
        `Priority: ${PRIORITY_WORDS[fields.priority]}`,
        <>
          <PriorityBars priority={fields.priority} label={false} />
          {fields.priority === "none" ? "Priority" : PRIORITY_WORDS[fields.priority]}
        </>,
      )}
      {chip("type", `Type: ${TYPE_WORDS[fields.type]}`, TYPE_WORDS[fields.type])}
      {chip(
        "assignee",
        `Assignee: ${fields.assignee?.name ?? "nobody"}`,
        <>
          {fields.assignee ? <Avatar name={fields.assignee.name} size={16} /> : null}
          <span className="truncate">{fields.assignee?.name ?? "Assignee"}</span>
        </>,
      )}
      {chip(
        "labels",
        `Labels: ${fields.labels.map((label) => label.name).join(", ") || "none"}`,
        <>
          {fields.labels.map((label) => (
            <ColourDot key={label.name} colour={label.colour} />
          ))}
          <span className="truncate">{fields.labels.map((label) => label.name).join(", ") || "Labels"}</span>
        </>,
      )}
      {chip("parent", `Parent: ${fields.parent ?? "none"}`, fields.parent ?? "Parent")}
      {chip(
        "initiative",
        `Initiative: ${fields.initiative?.title ?? "none"}`,
        <span className="truncate">{fields.initiative?.title ?? "Initiative"}</span>,
      )}
      {chip(
        "milestone",
        `Milestone: ${fields.milestone?.title ?? "none"}`,
        <span className="truncate">{fields.milestone?.title ?? "Milestone"}</span>,
      )}
      <input
        type="date"
        aria-label="Due date"
        title="Due date"
        value={fields.dueDate ?? ""}
        onChange={(event) => onChange({ dueDate: event.target.value || null })}
        className={`${CHIP} w-34 ${fields.dueDate ? "" : "text-muted"}`}
      />
      <input
        type="number"
        min={0}
        max={1000}
        step="any"
        aria-label="Estimate in points"
        title="Estimate in points"
        placeholder="Points"
        value={fields.estimate ?? ""}
        onChange={(event) => onChange({ estimate: event.target.value === "" ? null : Number(event.target.value) })}
        className={`${CHIP} w-20`}
      />
      {open?.field === "project" ? (
        <LazyPicker
          anchor={open.anchor}
          title="Project"
          choices={projectChoices}
          selected={[fields.project]}
          onPick={(key) => {
            // A milestone is of one project.
            onChange(key === fields.project ? {} : { project: key, milestone: null });
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      ) : open?.field === "initiative" || open?.field === "milestone" ? (
        <PlanPicker
          what={open.field}
          anchor={open.anchor}
          project={fields.project}
          selected={fields[open.field]?.key ?? null}
          onPick={(plan) => onChange({ [open.field]: plan })}
          onClose={() => setOpen(null)}
        />
      ) : open?.field === "parent" ? (
        <IssuePicker
          anchor={open.anchor}
          title="Parent issue"
          project={fields.project}
          without={NOTHING}
          selected={fields.parent ?? undefined}
          none="None"
          onPick={(parent) => onChange({ parent })}
          onClose={() => setOpen(null)}
        />
      ) : open ? (
        <FieldPicker
          field={open.field}
          issues={[fields]}
          anchor={open.anchor}
          onClose={() => setOpen(null)}
          onChange={(changeOf) => onChange(changeOf(fields).shown as Partial<NewFields>)}
        />
      ) : null}
    </div>
  );
}

const NOTHING: readonly string[] = [];
