"use client";

import { type ReactNode, useRef, useState } from "react";
import { PROPERTY_CONTROL, Property, Value, type ValueProps } from "#components/properties/property";
import { hintOf, SHORTCUTS, type ShortcutId, useShortcut } from "#components/shell/shortcuts";

interface Props extends ValueProps {
  id?: string;
  shortcut?: ShortcutId | undefined;
  /** Several values stand side by side and go on in the next line. */
  many?: boolean | undefined;
  /** What stands beside the control. */
  beside?: ReactNode;
  /** The list to choose from. */
  picker: (anchor: HTMLElement, onClose: () => void) => ReactNode;
}

/** A property that is chosen from a list. */
export function ChoiceProperty({ id, shortcut, many, beside, picker, ...value }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  useShortcut(shortcut, () => !value.disabled && setOpen(true));
  return (
    <Property name={value.name}>
      <button
        ref={button}
        id={id}
        type="button"
        disabled={value.disabled}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-keyshortcuts={shortcut && SHORTCUTS[shortcut].keys}
        title={shortcut && hintOf(shortcut)}
        className={`${PROPERTY_CONTROL} ${many ? "flex-wrap gap-1 py-1" : ""}`}
        onClick={() => setOpen(true)}
      >
        <Value {...value} />
      </button>
      {beside}
      {open && button.current ? picker(button.current, () => setOpen(false)) : null}
    </Property>
  );
}
