"use client";

import { useState } from "react";
import { useChoices } from "#components/issues/use-choices";
import { useWorkspace } from "#components/shell/workspace";
import { Field } from "#components/ui/field";
import { FIELD_CLASSES } from "#components/ui/input";
import { LazyPicker } from "#components/ui/lazy-picker";

interface PickProps {
  field: "project" | "assignee";
  label: string;
  value: string[];
  multiple?: boolean;
  onPick: (value: string[]) => void;
}

/** A form field that is chosen from a list. */
export function PickField({ field, label, value, multiple, onPick }: PickProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choices = useChoices(field);
  const { me } = useWorkspace();
  const wordsOf = (one: string) => {
    if (one === "none") return "Nobody";
    if (one === me.handle && field === "assignee") return me.name;
    return choices?.find((choice) => choice.value === one)?.words ?? one;
  };
  return (
    <Field label={label}>
      {(ids) => (
        <>
          <button
            {...ids}
            type="button"
            aria-haspopup="listbox"
            aria-expanded={anchor !== null}
            className={`${FIELD_CLASSES} h-field truncate text-start`}
            onClick={(event) => setAnchor(event.currentTarget)}
          >
            {value.length > 0 ? value.map(wordsOf).join(", ") : <span className="text-muted">None</span>}
          </button>
          {anchor ? (
            <LazyPicker
              anchor={anchor}
              title={label}
              choices={choices}
              selected={value}
              multiple={multiple}
              onPick={(one) => {
                if (!multiple) {
                  onPick([one]);
                  return setAnchor(null);
                }
                onPick(value.includes(one) ? value.filter((other) => other !== one) : [...value, one]);
              }}
              onClose={() => setAnchor(null)}
            />
          ) : null}
        </>
      )}
    </Field>
  );
}
