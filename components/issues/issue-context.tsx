"use client";

import { createContext, type ReactNode, use, useMemo } from "react";
import { type Edited, useEdit } from "#components/use-edit";
import type { Issue } from "#lib/domain/issues/schema";

type IssueAtHand = Edited<Issue> & { issue: Issue };

const Context = createContext<IssueAtHand | null>(null);

export function useIssue(): IssueAtHand {
  const value = use(Context);
  if (!value) throw new Error("useIssue is used outside of an issue");
  return value;
}

export function IssueProvider({ issue, children }: { issue: Issue; children: ReactNode }) {
  const edited = useEdit(`/issues/${issue.key}`, issue);
  const value = useMemo(() => ({ ...edited, issue: edited.item }), [edited]);
  return <Context value={value}>{children}</Context>;
}
