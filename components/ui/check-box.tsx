"use client";

import type { ComponentProps } from "react";
import { classNames } from "#components/ui/class-names";

interface Props extends Omit<ComponentProps<"input">, "type"> {
  /** Its tick is said and not settled: drawn without being filled. */
  hollow?: boolean;
}

/** A native check box with the look of the house. */
export function CheckBox({ className, hollow = false, ...rest }: Props) {
  return (
    <span className={classNames("relative inline-flex size-4 shrink-0", className)}>
      <input
        type="checkbox"
        className={classNames(
          "peer size-4 appearance-none rounded-chip border border-edge bg-raised checked:border-accent disabled:opacity-60",
          !hollow && "checked:bg-accent",
        )}
        {...rest}
      />
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
        className={classNames(
          "pointer-events-none absolute inset-0 hidden fill-none stroke-2 peer-checked:block",
          hollow ? "stroke-accent" : "stroke-on-accent",
        )}
      >
        <path d="M4 8.2 6.8 11 12 5.2" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </span>
  );
}
