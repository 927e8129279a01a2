import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { defineOperation, requireScope } from "#lib/core/operation";
import { KINDS } from "#lib/domain/kinds";
import { importedElsewhere } from "./imported-elsewhere.ts";
import { findNouns } from "./noun-target.ts";
import { findTarget } from "./queries.ts";
import { ImportCheck, type ImportedKey, ImportOutlook, type LeftOut } from "./schema.ts";

export const checkImport = defineOperation({
  name: "imports.check",
  summary: "Say what an import would meet, writing nothing.",
  access: "read",
  reach: "projects",
  rest: "POST /imports/check",
  input: ImportCheck,
  output: ImportOutlook,
  authorize: look,
  async handle(
    ctx,
    { kind, handles, source, items },
    { project, highestNumber, found, moved, leftOut, taken, people },
  ) {
    const existing = [...[...found].map(([id, { key }]) => ({ id, key })), ...moved];
    const known = new Set(existing.map(({ id }) => id));
    const missing = kind === "issue" ? items.map(({ id }) => id).filter((id) => !known.has(id)) : [];
    return {
      project: { key: project.key, name: project.name },
      existing,
      sign: KINDS[kind].key.sign,
      highestNumber,
      taken,
      leftOut,
      unknownHandles: [...new Set(handles)].filter((handle) => !people.has(handle)),
      elsewhere: await importedElsewhere(ctx, { source, ids: missing, projectId: project.id }),
      refused: whyNotWrite(ctx),
    };
  },
});

/** Why the actor may not bring in anything at all. */
function whyNotWrite(ctx: ReadContext): string | null {
  try {
    requireScope(ctx, { name: "An import", access: "write" });
    return null;
  } catch (error) {
    if (error instanceof TurboError) return error.message;
    throw error;
  }
}

async function look(ctx: ReadContext, { kind, ...wanted }: ImportCheck) {
  if (kind === "issue") {
    const target = await findTarget(ctx, wanted);
    return { ...target, highestNumber: target.project.lastIssueNumber };
  }
  const target = await findNouns(ctx, { ...wanted, noun: kind });
  const [moved, leftOut]: [ImportedKey[], LeftOut[]] = [[], []];
  return { ...target, highestNumber: target.last, moved, leftOut };
}
