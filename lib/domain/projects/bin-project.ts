import { defineOperation } from "#lib/core/operation";
import { moveProjectShelf } from "./move-project-shelf.ts";
import { requireProject } from "./queries.ts";
import { Project, ProjectRef } from "./schema.ts";

export const binProject = defineOperation({
  name: "projects.bin",
  summary: "Move a project and its issues to the bin; it can be restored.",
  access: "write",
  rest: "DELETE /projects/:project",
  input: ProjectRef,
  output: Project,
  authorize: (ctx, { project }) => requireProject(ctx, project),
  handle: (ctx, _input, slot) => moveProjectShelf(ctx, slot, "binned"),
});
