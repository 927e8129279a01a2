"use client";

import type { ComponentProps } from "react";
import { ChoiceProperty } from "#components/properties/choice-property";
import { LazyPicker } from "#components/ui/lazy-picker";
import type { Choice } from "#components/ui/picker";

interface Props<Value extends string> extends Omit<ComponentProps<typeof ChoiceProperty>, "picker"> {
  /** The question that the choices answer, where it is not the name. */
  title?: string;
  choices: readonly (Choice & { value: Value })[] | null;
  selected: readonly string[];
  onPick: (value: Value) => void;
}

/** A property that is one of a list, or several of them. */
export function ListProperty<Value extends string>({ title, choices, selected, onPick, ...property }: Props<Value>) {
  return (
    <ChoiceProperty
      {...property}
      picker={(anchor, onClose) => (
        <LazyPicker
          anchor={anchor}
          title={title ?? property.name}
          choices={choices}
          selected={selected}
          multiple={property.many}
          onPick={(value) => {
            onPick(value as Value);
            if (!property.many) onClose();
          }}
          onClose={onClose}
        />
      )}
    />
  );
}
