"use client";

import { type ComponentProps, useState } from "react";
import { PROPERTY_CONTROL, Property, Value, type ValueProps } from "#components/properties/property";
import { type ShortcutId, useShortcut } from "#components/shell/shortcuts";
import { InPlaceInput } from "#components/typed/in-place-input";
import { useOpener } from "#components/ui/use-opener";

interface Props extends ValueProps, Omit<ComponentProps<typeof InPlaceInput>, "name" | "onClose"> {
  /** What is typed is kept under it. */
  typedAs: string;
  shortcut?: ShortcutId | undefined;
}

/** A property that is typed: a button shows it, and the field stands in its place while it is edited. */
export function TypedProperty({ name, none, says, disabled, children, typedAs, shortcut, ...input }: Props) {
  const [editing, setEditing] = useState(false);
  const opener = useOpener(editing);
  useShortcut(shortcut, () => !disabled && setEditing(true));
  return (
    <Property name={name}>
      {editing ? (
        <InPlaceInput name={typedAs} {...input} onClose={() => setEditing(false)} />
      ) : (
        <button
          ref={opener}
          type="button"
          disabled={disabled}
          className={PROPERTY_CONTROL}
          onClick={() => setEditing(true)}
        >
          <Value {...{ name, none, says, children }} />
        </button>
      )}
    </Property>
  );
}
