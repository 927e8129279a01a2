import type { WriteContext } from "#lib/core/context";
import type { ReferringKind } from "#lib/domain/kinds";
import { findSubjects } from "#lib/domain/subjects/find-subjects";
import { namedIn } from "./named-in.ts";

/** One thing with all its texts. */
export interface ReferringTexts {
  kind: ReferringKind;
  id: string;
  texts: readonly string[];
}

/** Keys looked up by one statement, at most: each binds a few values. */
const LOOKED_UP = 2000;

/** What `saveReferences` does, for many at once: in four statements as a rule, however many there are; tells nobody. */
export async function saveManyReferences(ctx: WriteContext, sources: readonly ReferringTexts[]): Promise<void> {
  if (sources.length === 0) return;
  await ctx.db.reference.deleteMany({ where: { fromId: { in: sources.map((source) => source.id) } } });
  const named = sources.map(({ texts }) => namedIn(texts, ctx.hosts));
  const keys = [...new Set(named.flatMap((one) => one.keys))];
  const found = new Map<string, { kind: ReferringTexts["kind"] | "user"; id: string }>();
  const handles = [...new Set(named.flatMap((one) => one.handles))];
  if (handles.length > 0) {
    const where = { handle: { in: handles }, disabledAt: null, system: false };
    const people = await ctx.db.user.findMany({ where, select: { id: true, handle: true } });
    for (const { id, handle } of people) found.set(handle, { kind: "user", id });
  }
  for (let from = 0; from < keys.length; from += LOOKED_UP) {
    for (const [key, to] of await findSubjects(ctx, keys.slice(from, from + LOOKED_UP))) found.set(key, to);
  }
  const rows = sources.flatMap((source, place) => {
    const names = [...(named[place]?.keys ?? []), ...(named[place]?.handles ?? [])];
    const to = names.flatMap((name) => found.get(name) ?? []).filter(({ id }) => id !== source.id);
    return [...new Map(to.map((one) => [one.id, one])).values()].map((one) => ({
      fromKind: source.kind,
      fromId: source.id,
      toKind: one.kind,
      toId: one.id,
    }));
  });
  if (rows.length > 0) await ctx.db.reference.createMany({ data: rows });
}
