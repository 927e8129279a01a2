import { classNames } from "#components/ui/class-names";

/** Whether an agent is there: full while it is, a ring else. */
export function LiveDot({ live }: { live: boolean }) {
  return (
    <span title={live ? "Live" : "Not live"} className="flex size-2 shrink-0">
      <span className={classNames("size-2 rounded-full", live ? "bg-agent" : "border border-line-strong")} />
      <span className="sr-only">{live ? "Live" : "Not live"}</span>
    </span>
  );
}
