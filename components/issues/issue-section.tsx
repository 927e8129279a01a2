import type { ReactNode } from "react";

interface Props {
  /** The name by which links find it. */
  id?: string;
  title: string;
  count?: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** A titled part of the issue page. */
export function IssueSection({ id, title, count, actions, children }: Props) {
  return (
    <section id={id} aria-label={title} className="mt-8 scroll-mt-14">
      <div className="flex h-control items-center gap-2">
        <h2 className="font-semibold text-row">{title}</h2>
        {count ? <span className="text-muted text-row tabular-nums">{count}</span> : null}
        {actions ? <span className="-me-2 ms-auto flex items-center">{actions}</span> : null}
      </div>
      <div className="mt-1">{children}</div>
    </section>
  );
}
