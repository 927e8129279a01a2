import type { ReactNode } from "react";
import { readIssue } from "./read-issue.ts";

interface Props {
  params: Promise<{ key: string }>;
  children: ReactNode;
}

/** Asks whether there is such an issue before anything is sent, so that the answer can still be a 404. */
export default async function IssueLayout({ params, children }: Props) {
  await readIssue((await params).key);
  return children;
}
