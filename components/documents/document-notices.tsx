"use client";

import { useDocument } from "#components/documents/document-context";
import { ShelfNotice } from "#components/shelf/shelf-notice";
import { Link } from "#components/ui/link";

/** What one has to know before reading: it is archived or in the bin, or leans on what holds no more. */
export function DocumentNotices() {
  const { document } = useDocument();
  const stale = document.decisions.filter((decision) => decision.stale);
  return (
    <>
      <ShelfNotice path={`/documents/${document.key}`} thing={document} noun="document" />
      {stale.length > 0 ? (
        <div role="status" className="mb-4 rounded-card border border-danger/60 bg-danger-wash px-3 py-2 text-row">
          <span>
            It leans on {stale.length === 1 ? "a decision" : "decisions"} that another one took the place of:{" "}
            {stale.map((decision, place) => (
              <span key={decision.id}>
                {place > 0 ? ", " : ""}
                <Link href={`/decisions/${decision.key}`} className="underline underline-offset-2">
                  {decision.key} <bdi>{decision.title}</bdi>
                </Link>
              </span>
            ))}
            . Read it again before you rely on it.
          </span>
        </div>
      ) : null}
    </>
  );
}
