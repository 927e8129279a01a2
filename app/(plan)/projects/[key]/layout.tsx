import type { ReactNode } from "react";
import { readProject } from "./read-project.ts";

interface Props {
  params: Promise<{ key: string }>;
  children: ReactNode;
}

/** Asks whether there is such a project before anything is sent, so that the answer can still be a 404. */
export default async function ProjectLayout({ params, children }: Props) {
  await readProject((await params).key);
  return children;
}
