import { defineOperation } from "#lib/core/operation";
import { readProject } from "./read-project.ts";
import { Project, ProjectRef } from "./schema.ts";

export const getProject = defineOperation({
  name: "projects.get",
  summary: "Read one project with its counts.",
  access: "read",
  reach: "projects",
  rest: "GET /projects/:project",
  input: ProjectRef,
  output: Project,
  authorize: (ctx, { project }) => readProject(ctx, project),
  handle: (_ctx, _input, { project }) => project,
});
