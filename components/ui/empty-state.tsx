import type { ReactNode } from "react";

interface Props {
  title: string;
  text: string;
  children?: ReactNode;
}

/** One sentence on what the view is for, and the one action. */
export function EmptyState({ title, text, children }: Props) {
  return (
    <div className="mx-auto flex max-w-100 flex-col items-center px-gutter py-20 text-center">
      <h2 className="font-semibold text-prose">{title}</h2>
      <p className="mt-1 text-balance text-control text-muted">{text}</p>
      {children ? <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div> : null}
    </div>
  );
}
