import { defineOperation } from "#lib/core/operation";
import { requireProject } from "#lib/domain/projects/queries";
import { findSimilar } from "./find-similar.ts";
import { SimilarIssues, TitleInProject } from "./schema.ts";

export const similarIssues = defineOperation({
  name: "issues.similar",
  summary: "Open issues of a project whose titles are near a title that is about to be used.",
  access: "read",
  reach: "projects",
  rest: "GET /issues/similar",
  input: TitleInProject,
  output: SimilarIssues,
  authorize: (ctx, { project }) => requireProject(ctx, project),
  handle: async (ctx, { title }, project) => ({ items: await findSimilar(ctx, { project, title, thorough: true }) }),
});
