import { z } from "zod";
import { boundRows, insertSql } from "#lib/core/json-rows";
import { anyone, defineOperation } from "#lib/core/operation";
import { Served } from "./schema.ts";

export const countTokens = defineOperation({
  name: "tokens.count",
  summary: "Add up tokens that were served.",
  access: "admin",
  reach: "workspace",
  rest: null,
  input: z.strictObject({ served: z.array(Served) }),
  output: z.object({}),
  authorize: anyone,
  async handle(ctx, { served }) {
    ctx.unchanged();
    const keys = [...new Set(served.flatMap(({ projects }) => projects))];
    const found = await ctx.db.project.findMany({ where: { key: { in: keys } }, select: { id: true, key: true } });
    const ids = new Map(found.map(({ id, key }) => [key, id]));
    const sums = new Map<string, Row>();
    for (const one of served) add(sums, rowOf(one, ids));
    // In one order, so that two servers do not wait for each other.
    const rows = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => ({ ...row }));
    if (rows.length === 0) return {};
    const { engine } = ctx.database;
    await ctx.db.$executeRawUnsafe(
      `${insertSql(engine, { table: "TokensServed", rows }, engine === "postgres" ? "$1" : "?")}
       ON CONFLICT ("keyId", "session", "day", "tool", "projectId") DO UPDATE
       SET "calls" = "TokensServed"."calls" + excluded."calls", "tokens" = "TokensServed"."tokens" + excluded."tokens"`,
      boundRows(engine, rows),
    );
    return {};
  },
});

type Row = Omit<Served, "session" | "projects"> & { session: string; projectId: string };

/** The row of one; it is about a project where what it names is of one. */
function rowOf({ projects, session, ...rest }: Served, ids: ReadonlyMap<string, string>): Row {
  const [only, ...others] = projects.flatMap((key) => ids.get(key) ?? []);
  return { ...rest, session: session ?? "", projectId: only !== undefined && others.length === 0 ? only : "" };
}

function add(sums: Map<string, Row>, row: Row): void {
  const name = JSON.stringify([row.keyId, row.session, row.day, row.tool, row.projectId]);
  const sum = sums.get(name);
  if (!sum) return void sums.set(name, row);
  sum.calls += row.calls;
  sum.tokens += row.tokens;
}
