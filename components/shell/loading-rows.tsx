import { PageHeader } from "#components/shell/page-header";
import { Skeleton } from "#components/ui/skeleton";

const WIDTHS = ["w-72", "w-96", "w-56", "w-80", "w-64", "w-88", "w-52", "w-76"];

/** The shape of a list while it is on its way. */
export function LoadingRows() {
  return (
    <div role="status" aria-label="Loading">
      <PageHeader>
        <Skeleton className="h-3.5 w-32" />
      </PageHeader>
      <div className="h-[calc(var(--control)+13px)] border-b" />
      {WIDTHS.map((width) => (
        <div key={width} className="flex h-row items-center gap-2.5 border-b px-gutter">
          <Skeleton className="h-3 w-13" />
          <Skeleton className="size-3.5" />
          <Skeleton className="size-3.5 rounded-full" />
          <Skeleton className={`h-3 max-w-[50%] ${width}`} />
          <Skeleton className="ms-auto size-5 rounded-full" />
        </div>
      ))}
    </div>
  );
}
