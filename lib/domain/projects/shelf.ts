import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { moveProjectShelf } from "./move-project-shelf.ts";
import { whyNotBinProject } from "./policy.ts";
import { type ProjectSlot, requireProject } from "./queries.ts";
import { Project, ProjectRef } from "./schema.ts";

const verb = shelfVerbs({
  kind: "project",
  reach: "projects",
  input: ProjectRef,
  output: Project,
  move: moveProjectShelf,
});

export const binProject = verb("bin", {
  summary: "Move a project and its issues to the bin; it can be restored.",
  find: requireToBin,
});
export const restoreProject = verb("restore", {
  summary: "Bring a project and its issues back from the bin.",
  find: requireProject,
});

async function requireToBin(ctx: ReadContext, ref: string): Promise<ProjectSlot> {
  const slot = await requireProject(ctx, ref);
  const why = whyNotBinProject(ctx.actor);
  if (why !== null) throw new TurboError("forbidden", why);
  return slot;
}
