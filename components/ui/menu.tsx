"use client";

import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names";
import { Kbd } from "#components/ui/kbd";

export const Menu = Radix.Root;
export const MenuTrigger = Radix.Trigger;

export function MenuContent({ children, align = "end" }: { children: ReactNode; align?: "start" | "end" }) {
  return (
    <Radix.Portal>
      <Radix.Content
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className="z-50 min-w-44 animate-appear rounded-card bg-raised p-1 shadow-float outline-none"
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  );
}

interface ItemProps {
  children: ReactNode;
  onSelect?: () => void;
  keys?: string;
  danger?: boolean;
  asChild?: boolean;
}

const ITEM =
  "flex min-h-control items-center gap-2 rounded-control px-2 text-row outline-none data-[highlighted]:bg-hover";

export function MenuItem({ children, onSelect, keys, danger, asChild }: ItemProps) {
  return (
    <Radix.Item asChild={asChild} onSelect={onSelect} className={classNames(ITEM, danger ? "text-danger" : "text-ink")}>
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
