import type { ComponentProps } from "react";
import { classNames } from "#components/ui/class-names";
import { Link } from "#components/ui/link";

/** The title of a row, fetched only when it is opened where nothing else is said; the whole row is its press area. */
export function RowLink({ className, prefetch = false, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      prefetch={prefetch}
      data-open=""
      dir="auto"
      className={classNames(
        "min-w-0 truncate outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus",
        className ?? "flex-1 text-start font-medium",
      )}
      {...rest}
    />
  );
}
