import { defineOperation } from "#lib/core/operation";
import { requireLiveProject } from "#lib/domain/projects/queries";
import { findImported, findPeople } from "./queries.ts";
import { ImportCheck, ImportOutlook } from "./schema.ts";

export const checkImport = defineOperation({
  name: "imports.check",
  summary: "Say what an import would meet, writing nothing.",
  access: "read",
  rest: "POST /imports/check",
  input: ImportCheck,
  output: ImportOutlook,
  authorize: (ctx, { project }) => requireLiveProject(ctx, project),
  async handle(ctx, { source, items, handles }, project) {
    const { found, taken } = await findImported(ctx, project, source, items);
    const people = await findPeople(ctx, handles);
    const { lastIssueNumber } = await ctx.db.project.findUniqueOrThrow({
      where: { id: project.id },
      select: { lastIssueNumber: true },
    });
    return {
      project: { key: project.key, name: project.name },
      existing: [...found].map(([id, { key }]) => ({ id, key })),
      highestNumber: lastIssueNumber,
      taken,
      unknownHandles: [...new Set(handles)].filter((handle) => !people.has(handle)),
    };
  },
});
