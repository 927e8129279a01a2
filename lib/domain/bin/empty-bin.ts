import { among, bindings } from "#lib/core/bindings";
import type { WriteContext } from "#lib/core/context";
import { idsOf } from "#lib/core/ids";
import { anyone, defineOperation } from "#lib/core/operation";
import { KINDS, type Kind } from "#lib/domain/kinds";
import { countOverdue, findOverdue, type Overdue } from "./find-overdue.ts";
import { purge } from "./purge.ts";
import { BinEmptied, BinEmptying } from "./schema.ts";

/** Things that one turn removes, at most: others want to write between. */
const MOST = 50;

export const emptyBin = defineOperation({
  name: "bin.empty",
  summary:
    "Remove for good a part of what has been in the bin since before an instant; a project goes whole, in one turn.",
  access: "admin",
  reach: "workspace",
  rest: null,
  input: BinEmptying,
  output: BinEmptied,
  authorize: anyone,
  async handle(ctx, { binnedBefore }) {
    const before = new Date(binnedBefore);
    const overdue = await held(ctx, partOf(await findOverdue(ctx, before, MOST)));
    for (const kind of new Set(overdue.map((one) => one.kind))) {
      await purge(ctx, kind, idsOf(overdue.filter((one) => one.kind === kind)));
    }
    for (const { kind, id, key, projectId, onId } of overdue) {
      const about = onId === null ? {} : { about: [{ kind: "subject", id: onId }] };
      ctx.changed({ kind, id, key, projectId, fields: { purged: [false, true] }, ...about, apart: true });
    }
    if (overdue.length === 0) ctx.unchanged();
    return { removed: overdue.length, left: await countOverdue(ctx, before) };
  },
});

/** A project with all that lies in it is enough for one turn. */
function partOf(overdue: readonly Overdue[]): readonly Overdue[] {
  const project = overdue.find(({ kind }) => kind === "project");
  return project ? [project] : overdue;
}

/** Those that lie in the bin still, and that nobody takes out of it any more. */
async function held(ctx: WriteContext, overdue: readonly Overdue[]): Promise<Overdue[]> {
  const { engine } = ctx.database;
  const still = new Set<string>();
  for (const kind of new Set<Kind>(overdue.map((one) => one.kind))) {
    const { values, bind } = bindings(engine);
    const own = among(engine, `"id"`, bind(JSON.stringify(idsOf(overdue.filter((one) => one.kind === kind)))));
    const rows = await ctx.db.$queryRawUnsafe<{ id: string }[]>(
      `SELECT "id" FROM "${KINDS[kind].table}" WHERE "shelf" = 'binned' AND ${own} ORDER BY "id"${engine === "postgres" ? " FOR UPDATE" : ""}`,
      ...values,
    );
    for (const { id } of rows) still.add(id);
  }
  return overdue.filter(({ id }) => still.has(id));
}
