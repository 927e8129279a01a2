"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useMemo, useState, useTransition } from "react";
import { patch } from "#components/api";
import { useWorkspace } from "#components/shell/workspace";
import { refusalToast } from "#components/ui/refusal-toast";
import type { Issue } from "#lib/domain/issues/schema";

interface IssueAtHand {
  /** As the page read it, with what was changed here since. */
  issue: Issue;
  mayWrite: boolean;
  /** Shows a change at once and sends it; says so and takes it back where it is refused. */
  edit: (body: Record<string, unknown>, shown: Partial<Issue>) => Promise<boolean>;
  /** Reads the page again and resolves nothing; what it shows follows. */
  refresh: () => void;
  refreshing: boolean;
}

const Context = createContext<IssueAtHand | null>(null);

export function useIssue(): IssueAtHand {
  const value = use(Context);
  if (!value) throw new Error("useIssue is used outside of an issue");
  return value;
}

export function IssueProvider({ issue, children }: { issue: Issue; children: ReactNode }) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  const [refreshing, startTransition] = useTransition();
  const [read, setRead] = useState(issue);
  const [shown, setShown] = useState<Partial<Issue>>({});
  if (read !== issue) {
    setRead(issue);
    setShown({});
  }

  const value = useMemo<IssueAtHand>(() => {
    const refresh = () => startTransition(() => router.refresh());
    return {
      issue: { ...issue, ...shown },
      mayWrite: mayWrite && issue.shelf !== "binned",
      refresh,
      refreshing,
      async edit(body, change) {
        setShown((now) => ({ ...now, ...change }));
        try {
          await patch<Issue>(`/issues/${issue.key}`, body);
          refresh();
          return true;
        } catch (error) {
          setShown((now) => withoutKeys(now, Object.keys(change)));
          refusalToast(error, `${issue.key} was not changed`);
          return false;
        }
      },
    };
  }, [issue, shown, mayWrite, refreshing, router]);

  return <Context value={value}>{children}</Context>;
}

function withoutKeys(issue: Partial<Issue>, keys: string[]): Partial<Issue> {
  return Object.fromEntries(Object.entries(issue).filter(([key]) => !keys.includes(key)));
}
