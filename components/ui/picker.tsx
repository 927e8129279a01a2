"use client";

import { Command } from "cmdk";
import { Popover } from "radix-ui";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { enterOnceShown, landTypeAhead } from "#components/ui/type-ahead";

export interface Choice {
  value: string;
  words: string;
  sign?: ReactNode;
  hint?: string;
}

export interface PickerProps {
  /** What the list stands beside. */
  anchor: HTMLElement;
  /** What is being chosen, as the name and the placeholder of the field. */
  title: string;
  /** null while they are on their way. */
  choices: readonly Choice[] | null;
  /** The choices do not answer yet what is typed. */
  searching?: boolean;
  selected: readonly string[];
  /** Stays open after a choice. */
  multiple?: boolean;
  /** Picking what is selected means something; else it only closes the list. */
  takesBack?: boolean;
  onPick: (value: string) => void;
  onClose: () => void;
  /** Offered for a text that no choice has. */
  create?: { words: (text: string) => string; onCreate: (text: string) => void };
  onSearch?: (text: string) => void;
}

/** A list to choose from by typing, beside what it changes. */
export default function Picker(props: PickerProps) {
  const { anchor, title, choices, searching, selected, multiple, takesBack, onPick, onClose, create, onSearch } = props;
  // Another title is another question: what was typed for the one before is gone.
  const [typed, setTyped] = useState({ title, text: "" });
  const text = typed.title === title ? typed.text : "";
  // Until something is typed the chosen one is marked, also where the choices come later than the list.
  const [marked, setMarked] = useState<{ title: string; value: string | undefined } | null>(null);
  if (choices && marked?.title !== title) {
    setMarked({ title, value: multiple || text ? undefined : wordsOf(choices, selected[0]) });
  }
  const virtual = useRef(anchor);
  virtual.current = anchor;
  const input = useRef<HTMLInputElement>(null);
  const [entered, setEntered] = useState(false);
  const waiting = !choices || searching;
  useEffect(() => {
    if (waiting || !entered) return;
    setEntered(false);
    if (input.current) enterOnceShown(input.current);
  }, [waiting, entered]);
  function write(next: string) {
    setEntered(false);
    setTyped({ title, text: next });
    onSearch?.(next);
  }
  function pick(value: string) {
    if (!multiple && !takesBack && selected.includes(value)) onClose();
    else onPick(value);
  }
  const exact = choices?.some((choice) => choice.words.toLowerCase() === text.trim().toLowerCase());
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={virtual} />
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={title}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (anchor.isConnected) anchor.focus({ preventScroll: true });
          }}
          className="z-50 w-max min-w-64 max-w-[min(24rem,calc(100vw-16px))] animate-appear overflow-hidden rounded-card bg-raised shadow-float outline-none"
        >
          <Command
            key={title}
            label={title}
            loop
            value={marked?.title === title ? marked.value : undefined}
            onValueChange={(value) => choices && setMarked({ title, value })}
          >
            <Command.Input
              ref={input}
              autoFocus
              value={text}
              onKeyDown={(event) => {
                // Enter that came before the choices takes the first of them once they are there.
                if (event.key !== "Enter" || !waiting) return;
                event.preventDefault();
                event.stopPropagation();
                setEntered(true);
              }}
              onFocus={(event) => landTypeAhead(event.currentTarget, (early) => write(early + text))}
              onValueChange={write}
              placeholder={title}
              className="h-9 w-full border-b bg-transparent px-3 text-row outline-none touch:h-row"
            />
            <Command.List className="max-h-72 overflow-y-auto p-1">
              {choices ? null : <div className="px-2 py-3 text-muted">Loading…</div>}
              {choices && !(create && text.trim()) ? (
                <Command.Empty className="px-2 py-3 text-muted">Nothing matches.</Command.Empty>
              ) : null}
              {choices?.map((choice) => (
                <Item key={choice.value} value={keyOf(choice)} onSelect={() => pick(choice.value)}>
                  {multiple ? <Tick on={selected.includes(choice.value)} /> : null}
                  {choice.sign}
                  <span dir="auto" className="truncate">
                    {choice.words}
                  </span>
                  {choice.hint ? (
                    <span className="ms-auto shrink-0 whitespace-nowrap font-mono text-mini text-muted">
                      {choice.hint}
                    </span>
                  ) : null}
                  {!multiple && selected.includes(choice.value) ? (
                    <span className="ms-auto text-accent-ink">✓</span>
                  ) : null}
                </Item>
              ))}
              {create && text.trim() && !exact ? (
                <Item value={`create ${text}`} onSelect={() => create.onCreate(text.trim())}>
                  {create.words(text.trim())}
                </Item>
              ) : null}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function keyOf(choice: Choice): string {
  return choice.hint ? `${choice.words} ${choice.hint}` : choice.words;
}

function wordsOf(choices: readonly Choice[] | null, value: string | undefined): string | undefined {
  const choice = choices?.find((one) => one.value === value);
  return choice && keyOf(choice);
}

function Item({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-8 items-center gap-2 rounded-control px-2 text-row data-[selected=true]:bg-pressed touch:h-row"
    >
      {children}
    </Command.Item>
  );
}

function Tick({ on }: { on: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`inline-flex size-3.5 shrink-0 items-center justify-center rounded-chip border text-[10px] leading-none ${on ? "border-accent bg-accent text-on-accent" : "border-edge"}`}
    >
      {on ? "✓" : null}
    </span>
  );
}
