"use client";

import { useIssue } from "#components/issues/issue-context";
import { useGuardedTextOf } from "#components/texts/use-guarded-text";

/** Edits one text of the issue at hand, guarded by the version that was read. */
export function useGuardedText(field: "title" | "description", required?: string) {
  const { issue, refresh } = useIssue();
  return useGuardedTextOf({ path: `/issues/${issue.key}`, subject: issue, field, refresh, required });
}
