import { TurboError } from "#lib/core/errors";
import { defineOperation } from "#lib/core/operation";
import { moveProjectShelf } from "./move-project-shelf.ts";
import { whyNotBinProject } from "./policy.ts";
import { requireProject } from "./queries.ts";
import { Project, ProjectRef } from "./schema.ts";

export const binProject = defineOperation({
  name: "projects.bin",
  summary: "Move a project and its issues to the bin; it can be restored.",
  access: "write",
  reach: "projects",
  rest: "DELETE /projects/:project",
  input: ProjectRef,
  output: Project,
  async authorize(ctx, { project }) {
    const slot = await requireProject(ctx, project);
    const why = whyNotBinProject(ctx.actor);
    if (why !== null) throw new TurboError("forbidden", why);
    return slot;
  },
  handle: (ctx, _input, slot) => moveProjectShelf(ctx, slot, "binned"),
});
