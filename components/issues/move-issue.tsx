"use client";

import { FolderInput } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { post } from "#components/api";
import { useIssue } from "#components/issues/issue-context";
import { useChoices } from "#components/issues/use-choices";
import { SHORTCUTS, useShortcut } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { LazyPicker } from "#components/ui/lazy-picker";
import { MenuItem, MenuSeparator } from "#components/ui/menu";
import { toast } from "#components/ui/toast";
import type { Issue } from "#lib/domain/issues/schema";

interface Moved extends Issue {
  lostMilestones: string[];
}

/** The picker of the project that the issue moves to, and how it is opened: by key, or by the menu's entries. */
export function useMoveIssue(anchor: HTMLElement | null) {
  const { issue, mayWrite } = useIssue();
  const { projects } = useWorkspace();
  const choices = useChoices("project");
  const router = useRouter();
  const [asking, setAsking] = useState<{ withSubIssues: boolean } | null>(null);
  const others = projects.filter(({ key, status }) => key !== issue.project && status !== "archived");
  const possible = mayWrite && others.length > 0;
  useShortcut("moveProject", () => possible && setAsking({ withSubIssues: false }));

  async function move(project: string, withSubIssues: boolean) {
    await attempt(async () => {
      const { key, lostMilestones } = await post<Moved>(`/issues/${issue.key}/move`, { project, withSubIssues });
      router.push(`/issues/${key}`);
      const back = async () => {
        const moved = await post<Moved>(`/issues/${key}/move`, { project: issue.project, withSubIssues });
        router.push(`/issues/${moved.key}`);
      };
      toast(`${issue.key} is ${key} now`, {
        description: lostMilestones.length > 0 ? `It left its milestone ${lostMilestones.join(", ")}.` : undefined,
        action: { label: "Move back", onClick: () => void attempt(back, `${key} was not moved back`) },
      });
    }, `${issue.key} was not moved`);
  }

  const entries = possible ? (
    <>
      <MenuSeparator />
      <MenuItem keys={SHORTCUTS.moveProject.keys} onClosed={() => setAsking({ withSubIssues: false })}>
        <FolderInput className="size-3.5" aria-hidden="true" /> Move to project
      </MenuItem>
      {issue.childIssues.length > 0 ? (
        <MenuItem onClosed={() => setAsking({ withSubIssues: true })}>
          <FolderInput className="size-3.5" aria-hidden="true" /> Move with sub-issues
        </MenuItem>
      ) : null}
    </>
  ) : null;
  const picker =
    asking && anchor ? (
      <LazyPicker
        anchor={anchor}
        title={asking.withSubIssues ? "Move with sub-issues to" : "Move to project"}
        choices={choices?.filter(({ value }) => others.some(({ key }) => key === value)) ?? null}
        selected={[]}
        onPick={(project) => {
          setAsking(null);
          void move(project, asking.withSubIssues);
        }}
        onClose={() => setAsking(null)}
      />
    ) : null;
  return { entries, picker };
}
