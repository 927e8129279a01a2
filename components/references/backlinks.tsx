import { MessageSquare } from "lucide-react";
import { IssueKey } from "#components/issues/issue-key";
import { IssueSection } from "#components/issues/issue-section";
import { StatusCircle } from "#components/issues/status-circle";
import { NounSign } from "#components/references/noun-sign";
import { subjectPath } from "#components/references/subject-path";
import { Folded } from "#components/ui/folded";
import { Link } from "#components/ui/link";
import type { IssueStatus } from "#lib/domain/issues/fields";
import type { Reference } from "#lib/domain/references/schema";

/** Places that stand open; further ones are folded. */
const OPEN = 5;

/** What names the thing of this page by its key: its texts, or a comment or status update on it. */
export function Backlinks({ references, more = false }: { references: Reference[]; more?: boolean }) {
  if (references.length === 0) return null;
  return (
    <IssueSection title="Named in" count={`${references.length}${more ? "+" : ""}`}>
      <ul>
        <Folded first open={OPEN} words={(hidden) => `${hidden} more places`}>
          {references.map(({ source, on }) => (
            <li key={source?.id ?? on.id} className="max-sm:-mx-1.5">
              <Link
                href={`${subjectPath(on)}${source?.kind === "comment" ? `#comment-${source.id}` : ""}`}
                prefetch={false}
                className="flex h-8 min-w-0 items-center gap-2 rounded-control px-1.5 hover:bg-hover touch:h-row"
              >
                {on.kind === "issue" ? <StatusCircle status={on.status as IssueStatus} /> : <NounSign kind={on.kind} />}
                <IssueKey className="shrink-0">{on.key}</IssueKey>
                <span dir="auto" className="truncate text-ink">
                  {on.title}
                </span>
                {source ? (
                  <span className="ms-auto flex shrink-0 items-center gap-1 text-mini text-muted">
                    <MessageSquare className="size-3.5" aria-hidden="true" />
                    {source.kind === "comment" ? "comment" : "status update"}
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
        </Folded>
      </ul>
    </IssueSection>
  );
}
