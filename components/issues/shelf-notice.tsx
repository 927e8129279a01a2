"use client";

import { post } from "#components/api";
import { useIssue } from "#components/issues/issue-context";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";

/** Says that the issue is archived or in the bin, with the way back. */
export function ShelfNotice() {
  const { issue, refresh } = useIssue();
  if (issue.shelf === "live") return null;
  async function restore() {
    if (await attempt(post(`/issues/${issue.key}/restore`), `${issue.key} was not restored`)) refresh();
  }
  return (
    <div role="status" className="mb-4 flex items-center justify-between gap-3 rounded-card border bg-sunken px-3 py-2">
      {issue.shelf === "binned"
        ? "This issue is in the bin. It is deleted for good after 30 days."
        : "This issue is archived and hidden from lists."}
      <Button onClick={restore}>Restore</Button>
    </div>
  );
}
