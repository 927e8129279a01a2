"use client";

import Link from "next/link";
import { post } from "#components/api";
import { useDocument } from "#components/documents/document-context";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";

const BOX = "mb-4 flex flex-wrap items-center justify-between gap-3 rounded-card border px-3 py-2 text-row";

/** What one has to know before reading: it is archived or in the bin, or leans on what holds no more. */
export function DocumentNotices() {
  const { document, refresh } = useDocument();
  const stale = document.decisions.filter((decision) => decision.stale);
  async function restore() {
    if (await attempt(post(`/documents/${document.key}/restore`), `${document.key} was not restored`)) refresh();
  }
  return (
    <>
      {document.shelf === "live" ? null : (
        <div role="status" className={`${BOX} bg-sunken`}>
          {document.shelf === "binned"
            ? "This document is in the bin. It is deleted for good after 30 days."
            : "This document is archived and hidden from lists."}
          <Button onClick={restore}>Restore</Button>
        </div>
      )}
      {stale.length > 0 ? (
        <div role="status" className={`${BOX} border-danger/60 bg-danger-wash`}>
          <span>
            It leans on {stale.length === 1 ? "a decision" : "decisions"} that another one took the place of:{" "}
            {stale.map((decision, place) => (
              <span key={decision.id}>
                {place > 0 ? ", " : ""}
                <Link href={`/decisions/${decision.key}`} className="underline underline-offset-2">
                  {decision.key} {decision.title}
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
