"use client";

import { createContext, type ReactNode, use } from "react";
import type { Person } from "#lib/domain/people/schema";
import type { ProjectLine } from "#lib/domain/projects/schema";

interface Workspace {
  me: Person;
  projects: ProjectLine[];
  /** May this person write at all? */
  mayWrite: boolean;
  /** And what belongs to the whole workspace, like a new project? */
  mayMakeProjects: boolean;
  /** Names and ports under which this instance is known. */
  hosts: readonly string[];
}

const Context = createContext<Workspace | null>(null);

export function WorkspaceProvider({ value, children }: { value: Workspace; children: ReactNode }) {
  return <Context value={value}>{children}</Context>;
}

/** Who is here and which projects there are, as the layout read them. */
export function useWorkspace(): Workspace {
  const workspace = use(Context);
  if (!workspace) throw new Error("useWorkspace is used outside of the shell");
  return workspace;
}
