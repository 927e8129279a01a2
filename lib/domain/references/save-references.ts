import { bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { findSubjects } from "#lib/domain/subjects/find-subjects";
import { namedIn } from "./named-in.ts";

type Kind = "project" | "issue" | "initiative" | "milestone" | "decision" | "document" | "status_update" | "comment";

interface Source {
  kind: Kind;
  id: string;
}

/**
 * Keeps what texts name by key, so that it is linked both ways. Call it in each write that makes or changes the texts
 * of `from`, with all of them; `isNew` saves the look for earlier references.
 */
export async function saveReferences(
  ctx: WriteContext,
  from: Source,
  texts: readonly string[],
  { isNew = false }: { isNew?: boolean } = {},
): Promise<void> {
  const { keys } = namedIn(texts);
  if (!isNew) await ctx.db.reference.deleteMany({ where: { fromId: from.id } });
  if (keys.length === 0) return;
  const named = [...(await findSubjects(ctx, keys)).values()].filter((to) => to.id !== from.id);
  if (named.length === 0) return;
  const { values, bind } = bindings(ctx.database.engine);
  const subject = (kind: string) => (ctx.database.engine === "postgres" ? `'${kind}'::"Subject"` : `'${kind}'`);
  const rows = [...new Map(named.map((to) => [to.id, to])).values()].map(
    (to) => `(${subject(from.kind)}, ${bind(from.id)}, ${subject(to.kind)}, ${bind(to.id)})`,
  );
  await ctx.db.$executeRawUnsafe(
    `INSERT INTO "Reference" ("fromKind", "fromId", "toKind", "toId") VALUES ${rows.join(", ")} ON CONFLICT DO NOTHING`,
    ...values,
  );
}
