"use client";

import { useState } from "react";
import { PROPERTY_CONTROL, Property } from "#components/issues/property";
import { PlanDate } from "#components/plans/plan-date";
import { focusNow } from "#components/ui/focus-now";

interface Props {
  name: string;
  date: string | null;
  late?: boolean;
  disabled: boolean;
  onChange: (date: string | null) => void;
}

/** A property that is a calendar date. */
export function DateProperty({ name, date, late = false, disabled, onChange }: Props) {
  const [editing, setEditing] = useState(false);
  return (
    <Property name={name}>
      {editing ? (
        <input
          type="date"
          ref={focusNow}
          aria-label={name}
          defaultValue={date ?? ""}
          className="-ms-2 h-control w-36 rounded-control border border-edge bg-raised px-2"
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
            if (event.key === "Escape") setEditing(false);
          }}
          onBlur={(event) => {
            const next = event.target.value || null;
            setEditing(false);
            if (next !== date) onChange(next);
          }}
        />
      ) : (
        <button type="button" disabled={disabled} className={PROPERTY_CONTROL} onClick={() => setEditing(true)}>
          <span className="sr-only">{name}: </span>
          {date ? <PlanDate date={date} late={late} title={name} large /> : <span className="text-muted">None</span>}
        </button>
      )}
    </Property>
  );
}
