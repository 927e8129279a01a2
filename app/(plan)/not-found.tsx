import { PageHeader } from "#components/shell/page-header";
import { buttonClasses } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";

export default function NotFoundPage() {
  return (
    <>
      <PageHeader>
        <h1 className="font-medium">Not found</h1>
      </PageHeader>
      <EmptyState
        title="There is nothing under this address"
        text="It may have been moved or deleted, or it belongs to a project that you do not see."
      >
        <Link href="/projects" className={buttonClasses({ look: "primary" })}>
          All projects
        </Link>
        <Link href="/search" className={buttonClasses()}>
          Search
        </Link>
      </EmptyState>
    </>
  );
}
