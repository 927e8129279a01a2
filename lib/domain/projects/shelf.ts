import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import { moveProjectShelf } from "./move-project-shelf.ts";
import { whyNotBinProject } from "./policy.ts";
import { type ProjectSlot, requireProject } from "./queries.ts";
import { Project, ProjectRef } from "./schema.ts";

export const { bin: binProject, restore: restoreProject } = shelfVerbs({
  kind: "project",
  reach: "projects",
  input: ProjectRef,
  output: Project,
  summaries: {
    bin: "Move a project and its issues to the bin; it can be restored.",
    restore: "Bring a project and its issues back from the bin.",
  },
  find: (verb) => (verb === "bin" ? requireToBin : requireProject),
  move: moveProjectShelf,
});

async function requireToBin(ctx: ReadContext, ref: string): Promise<ProjectSlot> {
  const slot = await requireProject(ctx, ref);
  const why = whyNotBinProject(ctx.actor);
  if (why !== null) throw new TurboError("forbidden", why);
  return slot;
}
