import type { ComponentProps } from "react";
import { FIELD_CLASSES } from "#components/ui/input";

/** A form field that is one of a few: each value with its words. `children` are options before those. */
export function Select({
  choices,
  children,
  ...rest
}: Omit<ComponentProps<"select">, "className"> & { choices: readonly (readonly [value: string, words: string])[] }) {
  return (
    <select {...rest} className={`${FIELD_CLASSES} h-field`}>
      {children}
      {choices.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </select>
  );
}
