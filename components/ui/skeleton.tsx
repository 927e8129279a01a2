import { classNames } from "#components/ui/class-names";

/** The place of something that is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={classNames("block rounded-chip bg-pressed", className)} />;
}
