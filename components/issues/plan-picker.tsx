"use client";

import { useList } from "#components/shell/use-list";
import { LazyPicker } from "#components/ui/lazy-picker";
import type { PlanChip } from "#lib/domain/issues/schema";

interface Props {
  what: "initiative" | "milestone";
  anchor: HTMLElement;
  /** Key of the project, whose milestones it may have. */
  project: string;
  selected: string | null;
  onPick: (plan: PlanChip | null) => void;
  onClose: () => void;
}

const NONE = { value: "none", words: "None" };

/** Chooses the initiative or milestone that an issue belongs to. */
export function PlanPicker({ what, anchor, project, selected, onPick, onClose }: Props) {
  const initiatives = useList(what === "initiative" ? "/initiatives" : null);
  const milestones = useList(what === "milestone" ? "/milestones" : null);
  const plans = what === "initiative" ? initiatives : milestones?.filter((milestone) => milestone.project === project);
  const open = plans?.filter(({ key, status }) => key === selected || !["completed", "canceled"].includes(status));
  return (
    <LazyPicker
      anchor={anchor}
      title={what === "initiative" ? "Initiative" : "Milestone"}
      choices={open ? [NONE, ...open.map(({ key, title }) => ({ value: key, words: title, hint: key }))] : null}
      selected={[selected ?? "none"]}
      onPick={(key) => {
        const plan = plans?.find((one) => one.key === key);
        onPick(plan ? { key: plan.key, title: plan.title } : null);
        onClose();
      }}
      onClose={onClose}
    />
  );
}
