import { among, bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { KINDS, SUBJECT_KINDS } from "#lib/domain/kinds";
import type { Subject } from "./find-subjects.ts";

/** Notes that something happened on many things, without new versions of them; one statement for each kind. */
export async function touchSubjects(
  ctx: WriteContext,
  subjects: readonly Pick<Subject, "kind" | "id">[],
): Promise<void> {
  for (const kind of SUBJECT_KINDS) {
    const ids = [...new Set(subjects.filter((one) => one.kind === kind).map((one) => one.id))];
    if (ids.length === 0) continue;
    const { values, bind } = bindings(ctx.database.engine);
    await ctx.db.$executeRawUnsafe(
      `UPDATE "${KINDS[kind].table}" SET "updatedAt" = ${bind(ctx.now)} WHERE ${among(ctx.database.engine, `"id"`, bind(JSON.stringify(ids)))}`,
      ...values,
    );
  }
}
