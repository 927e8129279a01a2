import { DecisionSign } from "#components/decisions/decision-sign";
import { IssueKey } from "#components/issues/issue-key";
import { Link } from "#components/ui/link";
import type { DecisionChip } from "#lib/domain/decisions/schema";

/** A decision on one line: status, key, title. */
export function DecisionLink({ decision }: { decision: DecisionChip }) {
  const over = decision.status === "superseded" || decision.status === "rejected";
  return (
    <Link
      href={`/decisions/${decision.key}`}
      className="flex min-h-8 min-w-0 items-center gap-2 rounded-control px-1.5 hover:bg-hover touch:min-h-row"
    >
      <DecisionSign status={decision.status} />
      <IssueKey className="whitespace-nowrap">{decision.key}</IssueKey>
      <span dir="auto" className={`truncate ${over ? "text-muted" : "text-ink"}`}>
        {decision.title}
      </span>
    </Link>
  );
}
