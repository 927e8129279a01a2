import type { ReactNode } from "react";
import { readInitiative } from "./read-initiative.ts";

interface Props {
  params: Promise<{ key: string }>;
  children: ReactNode;
}

/** Asks whether there is such an initiative before anything is sent, so that the answer can still be a 404. */
export default async function InitiativeLayout({ params, children }: Props) {
  await readInitiative(decodeURIComponent((await params).key));
  return children;
}
