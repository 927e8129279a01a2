import { among, bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import type { Subject } from "./find-subjects.ts";

const TABLES: Record<Subject["kind"], string> = {
  issue: "Issue",
  initiative: "Initiative",
  milestone: "Milestone",
  decision: "Decision",
  document: "Document",
  project: "Project",
};

/** Notes that something happened on many things, without new versions of them; one statement for each kind. */
export async function touchSubjects(
  ctx: WriteContext,
  subjects: readonly Pick<Subject, "kind" | "id">[],
): Promise<void> {
  for (const [kind, table] of Object.entries(TABLES)) {
    const ids = [...new Set(subjects.filter((one) => one.kind === kind).map((one) => one.id))];
    if (ids.length === 0) continue;
    const { values, bind } = bindings(ctx.database.engine);
    await ctx.db.$executeRawUnsafe(
      `UPDATE "${table}" SET "updatedAt" = ${bind(ctx.now)} WHERE ${among(ctx.database.engine, `"id"`, bind(JSON.stringify(ids)))}`,
      ...values,
    );
  }
}
