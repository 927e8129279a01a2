"use client";

import { DropdownMenu as Radix } from "radix-ui";
import { createContext, type ReactNode, type RefObject, use, useRef } from "react";
import { classNames } from "#components/ui/class-names";
import { Kbd } from "#components/ui/kbd";

export const Menu = Radix.Root;
export const MenuTrigger = Radix.Trigger;

/** What is done once the menu is closed. */
const Afterwards = createContext<RefObject<(() => void) | undefined>>({ current: undefined });

export function MenuContent({ children, align = "end" }: { children: ReactNode; align?: "start" | "end" }) {
  const afterwards = useRef<() => void>(undefined);
  return (
    <Radix.Portal>
      <Radix.Content
        onCloseAutoFocus={() => {
          const run = afterwards.current;
          afterwards.current = undefined;
          // The focus goes back right after this, and what opens before that is closed by it.
          if (run) setTimeout(run);
        }}
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className="z-50 min-w-44 animate-appear rounded-card bg-raised p-1 shadow-float outline-none"
      >
        <Afterwards value={afterwards}>{children}</Afterwards>
      </Radix.Content>
    </Radix.Portal>
  );
}

interface ItemProps {
  children: ReactNode;
  onSelect?: () => void;
  /** Done once the menu is closed and the focus is back: for what opens something that would lose it. */
  onClosed?: () => void;
  keys?: string;
  danger?: boolean;
  asChild?: boolean;
}

const ITEM =
  "flex min-h-control items-center gap-2 rounded-control px-2 text-row outline-none data-[highlighted]:bg-hover";

export function MenuItem({ children, onSelect, onClosed, keys, danger, asChild }: ItemProps) {
  const afterwards = use(Afterwards);
  return (
    <Radix.Item
      asChild={asChild}
      onSelect={() => {
        afterwards.current = onClosed;
        onSelect?.();
      }}
      className={classNames(ITEM, danger ? "text-danger" : "text-ink")}
    >
      {asChild ? (
        children
      ) : (
        <>
          <span className="flex flex-1 items-center gap-2">{children}</span>
          {keys ? <Kbd keys={keys} /> : null}
        </>
      )}
    </Radix.Item>
  );
}

export function MenuChoices<Value extends string>(props: {
  label: string;
  value: Value;
  choices: Record<Value, string>;
  onChange: (value: Value) => void;
}) {
  return (
    <Radix.RadioGroup
      value={props.value}
      onValueChange={(value) => value !== props.value && props.onChange(value as Value)}
    >
      <Radix.Label className="px-2 py-1 text-mini text-muted">{props.label}</Radix.Label>
      {(Object.entries(props.choices) as [Value, string][]).map(([value, words]) => (
        <Radix.RadioItem key={value} value={value} className={classNames(ITEM, "justify-between text-ink")}>
          {words}
          <Radix.ItemIndicator className="text-accent-ink">✓</Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
