import { defineOperation } from "#lib/core/operation";
import { findTarget } from "./queries.ts";
import { ImportCheck, ImportOutlook } from "./schema.ts";

export const checkImport = defineOperation({
  name: "imports.check",
  summary: "Say what an import would meet, writing nothing.",
  access: "read",
  rest: "POST /imports/check",
  input: ImportCheck,
  output: ImportOutlook,
  authorize: findTarget,
  handle(_, { handles }, { project, found, taken, people }) {
    return {
      project: { key: project.key, name: project.name },
      existing: [...found].map(([id, { key }]) => ({ id, key })),
      highestNumber: project.lastIssueNumber,
      taken,
      unknownHandles: [...new Set(handles)].filter((handle) => !people.has(handle)),
    };
  },
});
