import { PageHeader } from "#components/shell/page-header";
import { Skeleton } from "#components/ui/skeleton";

/** The frame of an issue while it is on its way. */
export default function LoadingIssue() {
  return (
    <div role="status" aria-label="Loading">
      <PageHeader>
        <Skeleton className="h-3.5 w-40" />
      </PageHeader>
      <div className="mx-auto flex w-full max-w-272 gap-10 px-gutter py-8">
        <div className="grid max-w-180 flex-1 content-start gap-3">
          <Skeleton className="mb-3 h-7 w-[70%]" />
          <Skeleton className="h-3.5 w-full" />
          <Skeleton className="h-3.5 w-[92%]" />
          <Skeleton className="h-3.5 w-[64%]" />
        </div>
        <div className="hidden w-70 content-start gap-4.5 lg:grid">
          {["w-24", "w-20", "w-32", "w-28", "w-16"].map((width) => (
            <Skeleton key={width} className={`h-3.5 ${width}`} />
          ))}
        </div>
      </div>
    </div>
  );
}
