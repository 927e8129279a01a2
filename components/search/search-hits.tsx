import { MessageSquare } from "lucide-react";
import { IssueKey } from "#components/issues/issue-key";
import { StatusCircle } from "#components/issues/status-circle";
import { isClosed } from "#components/issues/words";
import { PlanRows } from "#components/plans/plan-rows";
import { NounSign } from "#components/references/noun-sign";
import { subjectPath } from "#components/references/subject-path";
import { Marked } from "#components/search/marked";
import { Link } from "#components/ui/link";
import type { SearchResult } from "#lib/domain/search/schema";

/** What was found: where it is on the first line, what it says on the second. */
export function SearchHits({ hits, query }: { hits: SearchResult[]; query: string }) {
  return (
    <PlanRows>
      <ul className="grid grid-cols-1 gap-0.5">
        {hits.map((hit) => {
          const { href, id, title, excerpt, key, status } = parts(hit);
          return (
            <li key={id}>
              <Link
                href={href}
                prefetch={false}
                data-open=""
                className="-mx-2 block scroll-my-16 rounded-control px-2 py-1.5 hover:bg-hover focus-visible:bg-hover"
              >
                <span className="flex min-h-6 items-center gap-2">
                  {status ? (
                    <StatusCircle status={status} />
                  ) : (
                    <NounSign kind={hit.kind === "comment" ? hit.on.kind : hit.kind} />
                  )}
                  <IssueKey className="shrink-0">{key}</IssueKey>
                  {hit.kind === "comment" ? (
                    <MessageSquare className="size-3.5 shrink-0 text-muted" aria-label="Comment" />
                  ) : null}
                  <span dir="auto" className={`truncate font-medium ${status && isClosed(status) ? "text-muted" : ""}`}>
                    <Marked text={title} query={query} />
                  </span>
                </span>
                {excerpt ? (
                  <span dir="auto" className="line-clamp-2 ps-5.5 text-muted [overflow-wrap:anywhere]">
                    <Marked text={excerpt} query={query} />
                  </span>
                ) : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </PlanRows>
  );
}

function parts(hit: SearchResult) {
  const { excerpt } = hit;
  if (hit.kind === "project") {
    const { key, id, name } = hit.project;
    return { href: `/projects/${key}`, id, key, title: name, excerpt, status: null };
  }
  const issue = hit.kind === "issue" || hit.kind === "comment" ? hit.issue : null;
  const { key, id, title } = hit.kind === "issue" ? hit.issue : hit.on;
  const href = subjectPath(hit.kind === "issue" ? { kind: "issue", key } : hit.on);
  const status = issue?.status ?? null;
  if (hit.kind === "comment") return { href: `${href}#comment-${hit.id}`, id: hit.id, key, title, excerpt, status };
  return { href, id, key, title, excerpt: excerpt === title ? "" : excerpt, status };
}
