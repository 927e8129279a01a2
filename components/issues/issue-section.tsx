import type { ReactNode } from "react";

interface Props {
  title: string;
  count?: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled part of the issue page. */
export function IssueSection({ title, count, actions, children }: Props) {
  return (
    <section aria-label={title} className="mt-8">
      <div className="flex h-control items-center gap-2">
        <h2 className="font-semibold text-row">{title}</h2>
        {count ? <span className="text-muted text-row tabular-nums">{count}</span> : null}
        {actions ? <span className="-me-2 ms-auto flex items-center">{actions}</span> : null}
      </div>
      <div className="mt-1">{children}</div>
    </section>
  );
}
