import { defineOperation } from "#lib/core/operation";
import { moveProjectShelf } from "./move-project-shelf.ts";
import { requireProject } from "./queries.ts";
import { Project, ProjectRef } from "./schema.ts";

export const restoreProject = defineOperation({
  name: "projects.restore",
  summary: "Bring a project and its issues back from the bin.",
  access: "write",
  reach: "projects",
  rest: "POST /projects/:project/restore",
  input: ProjectRef,
  output: Project,
  authorize: (ctx, { project }) => requireProject(ctx, project),
  handle: (ctx, _input, slot) => moveProjectShelf(ctx, slot, "live"),
});
