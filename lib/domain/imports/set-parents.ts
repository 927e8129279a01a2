import type { WriteContext } from "#lib/core/context";
import { boundRows, selectRows } from "#lib/core/json-rows";
import { type Edge, withoutCycles } from "./without-cycles.ts";

/** Sets parents, child → parent, save those that would close a loop. The issues' dates stay as they were. */
export async function setParents(
  ctx: WriteContext,
  { projectId, keys }: { projectId: string; keys: ReadonlyMap<string, string> },
  { edges, known }: { edges: readonly Edge[]; known: readonly Edge[] },
) {
  const { kept, refused } = withoutCycles(edges, known);
  if (kept.length === 0) return { made: 0, refused };
  const { engine } = ctx.database;
  const rows = selectRows(engine, "Issue", ["id", "parentId"], engine === "postgres" ? "$1" : "?");
  await ctx.db.$executeRawUnsafe(
    `UPDATE "Issue" SET "parentId" = r."parentId", "version" = "version" + 1 FROM (${rows}) AS r WHERE "Issue"."id" = r."id"`,
    boundRows(
      engine,
      kept.map(([id, parentId]) => ({ id, parentId })),
    ),
  );
  for (const [child, parent] of kept) {
    ctx.changed({
      kind: "issue",
      id: child,
      key: keys.get(child) ?? child,
      projectId,
      fields: { parent: [null, keys.get(parent) ?? null] },
      about: [
        { kind: "issue", id: child },
        { kind: "issue", id: parent },
      ],
      apart: true,
    });
  }
  return { made: kept.length, refused };
}
