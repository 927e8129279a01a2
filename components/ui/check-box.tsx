"use client";

import type { ComponentProps } from "react";
import { classNames } from "#components/ui/class-names";

/** A native check box with the look of the house. */
export function CheckBox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <span className={classNames("relative inline-flex size-4 shrink-0", className)}>
      <input
        type="checkbox"
        className="peer size-4 appearance-none rounded-chip border border-edge bg-raised checked:border-accent checked:bg-accent disabled:opacity-60"
        {...rest}
      />
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 hidden fill-none stroke-2 stroke-on-accent peer-checked:block"
      >
        <path d="M4 8.2 6.8 11 12 5.2" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </span>
  );
}
