import type { ComponentProps } from "react";
import { classNames } from "#components/ui/class-names";
import { Link } from "#components/ui/link";

interface Props extends ComponentProps<typeof Link> {
  /** Is it the view that is open? */
  here: boolean;
}

/** One of several views of a page. */
export function TabLink({ here, className, ...rest }: Props) {
  return (
    <Link
      aria-current={here ? "page" : undefined}
      className={classNames(
        "flex h-control items-center rounded-control px-2 text-row text-soft hover:bg-hover hover:text-ink touch:h-11",
        "aria-[current=page]:bg-pressed aria-[current=page]:font-medium aria-[current=page]:text-ink",
        className,
      )}
      {...rest}
    />
  );
}
