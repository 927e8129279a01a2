import type { ComponentProps } from "react";
import { classNames } from "#components/ui/class-names";

export const FIELD_CLASSES =
  "w-full rounded-control border border-edge bg-raised px-2.5 text-control text-ink placeholder:text-faint focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-focus aria-invalid:border-danger disabled:opacity-60";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input dir="auto" className={classNames(FIELD_CLASSES, "h-field", className)} {...rest} />;
}
