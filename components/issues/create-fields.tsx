"use client";

import { useState } from "react";
import { FieldPicker } from "#components/issues/field-picker";
import { type FieldName, type FieldValues, fieldsFrom, ISSUE_FIELDS } from "#components/issues/fields";
import { useWorkspace } from "#components/shell/workspace";

interface Props {
  fields: FieldValues;
  /** Fields that are left out. */
  without?: readonly FieldName[];
  onChange: (change: Partial<FieldValues>) => void;
}

const CHIP =
  "inline-flex h-control max-w-52 min-w-0 items-center gap-1.5 rounded-control border border-line-strong bg-raised px-2 text-row hover:bg-hover aria-expanded:bg-hover";

const ORDER = fieldsFrom("project", "status", "priority", "type", "assignee", "labels", "parent");

/** The fields of a new issue as a line of small buttons. */
export function CreateFields({ fields, without = [], onChange }: Props) {
  const { projects } = useWorkspace();
  const [open, setOpen] = useState<{ field: FieldName; anchor: HTMLElement } | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="flex flex-wrap gap-1.5 pt-4 pb-4">
      {ORDER.filter((field) => !without.includes(field)).map((field) => {
        const { name, input, inputChip, parse, chip } = ISSUE_FIELDS[field];
        if (input && parse) {
          const value = String(fields[field] ?? "");
          return (
            <input
              key={field}
              {...input}
              {...inputChip}
              aria-label={input.label}
              title={input.label}
              value={value}
              onChange={(event) => onChange({ [field]: parse(event.target.value) })}
              className={`${CHIP} ${inputChip?.className} ${input.type === "date" && !value ? "text-muted" : ""}`}
            />
          );
        }
        const { words = "", sign, empty } = chip?.(fields, projects) ?? {};
        return (
          <button
            key={field}
            type="button"
            aria-haspopup="listbox"
            aria-expanded={open?.field === field}
            aria-label={`${name}: ${words}`}
            title={`${name}: ${words}`}
            className={CHIP}
            onClick={(event) => setOpen({ field, anchor: event.currentTarget })}
          >
            {sign}
            <span className="truncate">{empty ? name : words}</span>
          </button>
        );
      })}
      {open ? (
        <FieldPicker
          field={open.field}
          issues={[fields]}
          anchor={open.anchor}
          onClose={close}
          onChange={(changeOf) => {
            const { shown } = changeOf(fields);
            // A milestone is of one project.
            onChange(open.field === "project" ? { ...shown, milestone: null } : shown);
          }}
        />
      ) : null}
    </div>
  );
}
