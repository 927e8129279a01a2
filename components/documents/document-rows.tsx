import { DocumentStatusSign } from "#components/documents/document-status-sign";
import { DOCUMENT_STATUS_WORDS, KIND_WORDS } from "#components/documents/words";
import { IssueKey } from "#components/issues/issue-key";
import { PlanRows } from "#components/plans/plan-rows";
import { RowLink } from "#components/plans/row-link";
import { RelativeTime } from "#components/ui/relative-time";
import type { DocumentLine } from "#lib/domain/documents/schema";

/** Documents in a plain list, as a search among them shows them. */
export function DocumentRows({ documents }: { documents: readonly DocumentLine[] }) {
  return (
    <PlanRows>
      <ul>
        {documents.map((document) => (
          <li
            key={document.id}
            className="relative flex min-h-row items-center gap-2 border-line/60 border-b px-gutter hover:bg-hover"
          >
            <IssueKey className="w-20 shrink-0 @max-md:hidden">{document.key}</IssueKey>
            <DocumentStatusSign status={document.status} />
            <RowLink href={`/documents/${document.key}`} prefetch={null}>
              {document.title}
            </RowLink>
            <span className="hidden w-32 truncate text-end text-mini text-muted @3xl:inline">
              {KIND_WORDS[document.kind]}
            </span>
            <span className="w-20 text-end text-mini text-muted @max-xl:hidden">
              {DOCUMENT_STATUS_WORDS[document.status]}
            </span>
            <span className="w-14 shrink-0 text-end">
              <RelativeTime at={document.updatedAt} className="text-mini text-muted" />
            </span>
          </li>
        ))}
      </ul>
    </PlanRows>
  );
}
