import type { ReactNode } from "react";

/** The 44 px line on top of a page: where one is on the left, what one can do on the right. */
export function PageHeader({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <header className="sticky top-0 z-20 flex h-11 shrink-0 items-center gap-2 border-b bg-canvas px-gutter touch:h-13">
      <div className="flex min-w-0 flex-1 items-center gap-2 text-row">{children}</div>
      {actions ? <div className="flex shrink-0 items-center gap-1.5">{actions}</div> : null}
    </header>
  );
}
