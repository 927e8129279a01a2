"use client";

import { useRouter } from "next/navigation";
import { post } from "#components/api";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";

interface Props {
  /** Where it is changed in the REST door. */
  path: string;
  plan: { key: string; shelf: "live" | "archived" | "binned" };
  /** What it is, in a sentence. */
  noun: string;
}

/** Says that an initiative or milestone was put away, with the way back. */
export function PlanShelfNotice({ path, plan, noun }: Props) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  if (plan.shelf === "live") return null;
  async function restore() {
    if (await attempt(post(`${path}/restore`), `${plan.key} was not restored`)) router.refresh();
  }
  return (
    <div role="status" className="mb-4 flex items-center justify-between gap-3 rounded-card border bg-sunken px-3 py-2">
      {plan.shelf === "binned"
        ? `This ${noun} is in the bin. It is deleted for good after 30 days.`
        : `This ${noun} is archived and hidden from lists.`}
      {mayWrite ? <Button onClick={restore}>Restore</Button> : null}
    </div>
  );
}
