import { classNames } from "#components/ui/class-names";

export function IssueKey({ children, className }: { children: string; className?: string }) {
  return (
    <span className={classNames("shrink-0 whitespace-nowrap font-mono text-mini text-muted tabular-nums", className)}>
      {children}
    </span>
  );
}
