"use client";

import { useState } from "react";
import { PROPERTY_CONTROL, Property } from "#components/issues/property";
import { PlanDate } from "#components/plans/plan-date";
import { InPlaceInput } from "#components/typed/in-place-input";
import { useOpener } from "#components/ui/use-opener";

interface Props {
  name: string;
  /** What is typed is kept under it. */
  typedAs: string;
  date: string | null;
  late?: boolean;
  disabled: boolean;
  onChange: (date: string | null) => Promise<boolean>;
}

/** A property that is a calendar date. */
export function DateProperty({ name, typedAs, date, late = false, disabled, onChange }: Props) {
  const [editing, setEditing] = useState(false);
  const opener = useOpener(editing);
  return (
    <Property name={name}>
      {editing ? (
        <InPlaceInput
          name={typedAs}
          label={name}
          type="date"
          saved={date ?? ""}
          className="w-36"
          onSave={async (text) => text === (date ?? "") || onChange(text || null)}
          onClose={() => setEditing(false)}
        />
      ) : (
        <button
          ref={opener}
          type="button"
          disabled={disabled}
          className={PROPERTY_CONTROL}
          onClick={() => setEditing(true)}
        >
          <span className="sr-only">{name}: </span>
          {date ? <PlanDate date={date} late={late} title={name} large /> : <span className="text-muted">None</span>}
        </button>
      )}
    </Property>
  );
}
