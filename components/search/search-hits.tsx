import { Folder, MessageSquare } from "lucide-react";
import Link from "next/link";
import { IssueKey } from "#components/issues/issue-key";
import { StatusCircle } from "#components/issues/status-circle";
import { isClosed } from "#components/issues/words";
import { Marked } from "#components/search/marked";
import type { SearchResult } from "#lib/domain/search/schema";

/** What was found: where it is on the first line, what it says on the second. */
export function SearchHits({ hits, query }: { hits: SearchResult[]; query: string }) {
  return (
    <ul className="grid gap-0.5">
      {hits.map((hit) => {
        const { href, id, title, excerpt } = parts(hit);
        return (
          <li key={id}>
            <Link href={href} prefetch={false} className="-mx-2 block rounded-control px-2 py-1.5 hover:bg-hover">
              <span className="flex min-h-6 items-center gap-2">
                {hit.kind === "project" ? (
                  <Folder className="size-3.5 shrink-0 text-muted" aria-label="Project" />
                ) : (
                  <StatusCircle status={hit.issue.status} />
                )}
                <IssueKey className="shrink-0">{hit.kind === "project" ? hit.project.key : hit.issue.key}</IssueKey>
                {hit.kind === "comment" ? (
                  <MessageSquare className="size-3.5 shrink-0 text-muted" aria-label="Comment" />
                ) : null}
                <span
                  dir="auto"
                  className={`truncate font-medium ${hit.kind !== "project" && isClosed(hit.issue.status) ? "text-muted" : ""}`}
                >
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
  );
}

function parts(hit: SearchResult) {
  if (hit.kind === "project") {
    const { key, id, name } = hit.project;
    return { href: `/projects/${key}`, id, title: name, excerpt: hit.excerpt };
  }
  const { key, id, title } = hit.issue;
  if (hit.kind === "comment")
    return { href: `/issues/${key}#comment-${hit.id}`, id: hit.id, title, excerpt: hit.excerpt };
  return { href: `/issues/${key}`, id, title, excerpt: hit.excerpt === title ? "" : hit.excerpt };
}
