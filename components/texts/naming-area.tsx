"use client";

import { type ComponentProps, type KeyboardEvent, useId, useRef, useState } from "react";
import { caretPlace } from "#components/texts/caret-place";
import { type NamedChoice, type Naming, namingAt, useNamedChoices } from "#components/texts/named-choices";
import { TextArea } from "#components/ui/text-area";

type Props = ComponentProps<typeof TextArea> & {
  /** Sets the whole text. */
  onWrite: (text: string) => void;
};

/** A text area that offers people after @ and issues, documents and so on after #. */
export function NamingArea({ onWrite, onChange, onKeyDown, onBlur, ref, ...rest }: Props) {
  const own = useRef<HTMLTextAreaElement | null>(null);
  const [naming, setNaming] = useState<(Naming & { top: number; left: number }) | null>(null);
  const [at, setAt] = useState(0);
  const choices = useNamedChoices(naming);
  const list = useId();
  const open = naming !== null && choices.length > 0;
  const chosen = Math.min(at, choices.length - 1);

  function look(field: HTMLTextAreaElement) {
    const found = field.selectionStart === field.selectionEnd ? namingAt(field.value, field.selectionStart) : null;
    setNaming(found && { ...found, ...caretPlace(field, found.from) });
    setAt(0);
  }

  function take(choice: NamedChoice | undefined) {
    const field = own.current;
    if (!field || !naming || !choice) return;
    field.setRangeText(`${choice.text} `, naming.from, field.selectionStart, "end");
    setNaming(null);
    onWrite(field.value);
    field.focus();
  }

  function keys(event: KeyboardEvent<HTMLTextAreaElement>) {
    onKeyDown?.(event);
    if (!open || event.defaultPrevented) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt((chosen + step + choices.length) % choices.length);
    else if (event.key === "Escape") setNaming(null);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.metaKey && !event.ctrlKey) take(choices[chosen]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="relative">
      <TextArea
        {...rest}
        ref={(field) => {
          own.current = field;
          if (typeof ref === "function") ref(field);
          else if (ref) ref.current = field;
        }}
        aria-autocomplete="list"
        aria-controls={open ? list : undefined}
        aria-activedescendant={open ? `${list}-${chosen}` : undefined}
        onChange={(event) => {
          onChange?.(event);
          onWrite(event.target.value);
          look(event.target);
        }}
        onKeyDown={keys}
        onBlur={(event) => {
          onBlur?.(event);
          setNaming(null);
        }}
      />
      {open ? (
        <div
          role="listbox"
          id={list}
          aria-label={naming.sign === "@" ? "People" : "Things with a key"}
          className="absolute z-40 w-72 max-w-full animate-appear overflow-hidden rounded-card bg-raised p-1 shadow-float"
          style={{ top: naming.top + 4, left: `min(${naming.left}px, calc(100% - 18rem))` }}
        >
          {choices.map((choice, place) => (
            <div
              key={choice.text}
              id={`${list}-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === chosen}
              // The text keeps the focus.
              onPointerDown={(event) => {
                event.preventDefault();
                take(choice);
              }}
              className="flex h-8 items-center gap-2 rounded-control px-2 text-row aria-selected:bg-pressed touch:h-row"
            >
              <span className="shrink-0 font-mono text-mini text-muted">{choice.text}</span>
              <span dir="auto" className="truncate">
                {choice.words}
              </span>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
