import type { ReactNode } from "react";

interface Props {
  /** Title and texts. */
  head: ReactNode;
  properties: ReactNode;
  /** What follows. */
  children: ReactNode;
}

/** A thing's page in two columns: its texts, and beside them its properties, which narrow screens show between the texts and what follows. */
export function RecordColumns({ head, properties, children }: Props) {
  return (
    <div className="mx-auto grid w-full max-w-276 gap-x-12 px-gutter py-6 sm:py-8 lg:grid-cols-[minmax(0,720px)_280px] lg:grid-rows-[auto_1fr]">
      <div className="min-w-0">{head}</div>
      <aside
        aria-label="Properties"
        className="min-w-0 max-lg:mt-6 max-lg:border-y max-lg:py-3 lg:col-start-2 lg:row-span-2 lg:row-start-1"
      >
        <div className="lg:sticky lg:top-19">{properties}</div>
      </aside>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
