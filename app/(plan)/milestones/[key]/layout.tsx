import type { ReactNode } from "react";
import { readMilestone } from "./read-milestone.ts";

interface Props {
  params: Promise<{ key: string }>;
  children: ReactNode;
}

/** Asks whether there is such a milestone before anything is sent, so that the answer can still be a 404. */
export default async function MilestoneLayout({ params, children }: Props) {
  await readMilestone(decodeURIComponent((await params).key));
  return children;
}
