"use client";

import { PlanDate } from "#components/plans/plan-date";
import type { ValueProps } from "#components/properties/property";
import { TypedProperty } from "#components/properties/typed-property";

interface Props extends Omit<ValueProps, "none" | "children"> {
  /** What is typed is kept under it. */
  typedAs: string;
  date: string | null;
  late?: boolean;
  onChange: (date: string | null) => Promise<boolean>;
}

/** A property that is a calendar date. */
export function DateProperty({ typedAs, date, late = false, onChange, ...property }: Props) {
  return (
    <TypedProperty
      {...property}
      typedAs={typedAs}
      label={property.name}
      type="date"
      saved={date ?? ""}
      className="w-36"
      onSave={async (text) => text === (date ?? "") || onChange(text || null)}
    >
      {date ? <PlanDate date={date} late={late} title={property.name} large /> : null}
    </TypedProperty>
  );
}
