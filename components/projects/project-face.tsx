"use client";

import { ColourDot } from "#components/labels/label-colour";
import { useWorkspace } from "#components/shell/workspace";

/** A project, known by its key, as the value of a property. */
export function ProjectFace({ project: key }: { project: string }) {
  const project = useWorkspace().projects.find((one) => one.key === key);
  return (
    <>
      <ColourDot colour={project?.colour ?? "slate"} square />
      <span className="truncate">{project?.name ?? key}</span>
    </>
  );
}
