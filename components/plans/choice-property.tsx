"use client";

import { type ReactNode, useState } from "react";
import { PROPERTY_CONTROL, Property } from "#components/issues/property";
import { LazyPicker } from "#components/ui/lazy-picker";
import type { Choice } from "#components/ui/picker";

interface Props {
  name: string;
  /** What is chosen, as people see it. */
  children: ReactNode;
  choices: Choice[] | null;
  selected: readonly string[];
  multiple?: boolean;
  disabled: boolean;
  onPick: (value: string) => void;
}

/** A property that is chosen from a list. */
export function ChoiceProperty({ name, children, choices, selected, multiple, disabled, onPick }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <Property name={name}>
      <button
        type="button"
        disabled={disabled}
        aria-haspopup="listbox"
        aria-expanded={anchor !== null}
        className={`${PROPERTY_CONTROL} ${multiple ? "flex-wrap gap-1 py-1" : ""}`}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <span className="sr-only">{name}: </span>
        {children}
      </button>
      {anchor ? (
        <LazyPicker
          anchor={anchor}
          title={name}
          choices={choices}
          selected={selected}
          multiple={multiple}
          onPick={(value) => {
            onPick(value);
            if (!multiple) setAnchor(null);
          }}
          onClose={() => setAnchor(null)}
        />
      ) : null}
    </Property>
  );
}
