import { IssueKey } from "#components/issues/issue-key";
import { StatusCircle } from "#components/issues/status-circle";
import { isClosed } from "#components/issues/words";
import { Link } from "#components/ui/link";
import type { IssueChip } from "#lib/domain/issues/schema";

/** Another issue on one line: status, key, title. */
export function IssueLinkChip({ issue }: { issue: IssueChip }) {
  return (
    <Link
      href={`/issues/${issue.key}`}
      className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control px-1.5 hover:bg-hover touch:h-row"
    >
      <StatusCircle status={issue.status} />
      <IssueKey>{issue.key}</IssueKey>
      <span dir="auto" className={`truncate ${isClosed(issue.status) ? "text-muted" : "text-ink"}`}>
        {issue.title}
      </span>
    </Link>
  );
}
