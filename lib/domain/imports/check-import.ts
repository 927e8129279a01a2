import type { ReadContext } from "#lib/core/context";
import { defineOperation } from "#lib/core/operation";
import { findNouns } from "./noun-target.ts";
import { NOUNS } from "./nouns.ts";
import { findTarget } from "./queries.ts";
import { ImportCheck, ImportOutlook } from "./schema.ts";

export const checkImport = defineOperation({
  name: "imports.check",
  summary: "Say what an import would meet, writing nothing.",
  access: "read",
  reach: "projects",
  rest: "POST /imports/check",
  input: ImportCheck,
  output: ImportOutlook,
  authorize: look,
  handle(_, { kind, handles }, { project, highestNumber, found, taken, people }) {
    return {
      project: { key: project.key, name: project.name },
      existing: [...found].map(([id, { key }]) => ({ id, key })),
      sign: kind === "issue" ? "" : NOUNS[kind].sign,
      highestNumber,
      taken,
      unknownHandles: [...new Set(handles)].filter((handle) => !people.has(handle)),
    };
  },
});

async function look(ctx: ReadContext, { kind, ...wanted }: ImportCheck) {
  if (kind === "issue") {
    const target = await findTarget(ctx, wanted);
    return { ...target, highestNumber: target.project.lastIssueNumber };
  }
  const target = await findNouns(ctx, { ...wanted, noun: kind });
  return { ...target, highestNumber: target.last };
}
