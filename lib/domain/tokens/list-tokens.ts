import { bindings } from "#lib/core/bindings";
import { firstOfDays } from "#lib/core/calendar";
import type { ReadContext } from "#lib/core/context";
import { anyone, defineOperation } from "#lib/core/operation";
import { type Row, textOf } from "#lib/core/row-value";
import { requireAgent } from "#lib/domain/agents/queries";
import { requireProject } from "#lib/domain/projects/queries";
import { seenOnly } from "#lib/domain/subjects/seen-only";
import { type TokenGroup, type TokenRow, Tokens, TokensFilter } from "./schema.ts";

export const listTokens = defineOperation({
  name: "tokens.list",
  summary: "About how many tokens Turbo served to agents over MCP: by tool, agent, project or day.",
  access: "read",
  reach: "projects",
  rest: "GET /tokens",
  input: TokensFilter,
  output: Tokens,
  authorize: anyone,
  async handle(ctx, { by, days, key, project, limit }) {
    const from = firstOfDays(days, ctx.now);
    const rows = await groups(ctx, by, {
      from,
      keyId: key === undefined ? null : (await requireAgent(ctx, key)).id,
      projectId: project === undefined ? null : (await requireProject(ctx, project)).id,
    });
    const sum = (of: "calls" | "tokens") => rows.reduce((all, row) => all + row[of], 0);
    return { from, items: rows.slice(0, limit), calls: sum("calls"), tokens: sum("tokens") };
  },
});

const GROUPS: Record<TokenGroup, { id: string; name: string; join: string; order: string }> = {
  tool: { id: `"tool"`, name: `g."id"`, join: "", order: `g."tokens" DESC, g."id"` },
  day: { id: `"day"`, name: `g."id"`, join: "", order: `g."id"` },
  agent: {
    // As an expression, or SQLite goes through all days in the order of an index that begins with it.
    id: `"keyId" || ''`,
    name: `COALESCE(k."name", g."id")`,
    join: `LEFT JOIN "ApiKey" k ON k."id" = g."id"`,
    order: `g."tokens" DESC, g."id"`,
  },
  project: {
    id: `"projectId"`,
    name: `p."key"`,
    join: `LEFT JOIN "Project" p ON p."id" = g."id"`,
    order: `g."tokens" DESC, g."id"`,
  },
};

interface Within {
  from: string;
  keyId: string | null;
  projectId: string | null;
}

async function groups(ctx: ReadContext, by: TokenGroup, { from, keyId, projectId }: Within): Promise<TokenRow[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const { id, name, join, order } = GROUPS[by];
  const own = `${keyId === null ? "" : ` AND t."keyId" = ${bind(keyId)}`}${projectId === null ? "" : ` AND t."projectId" = ${bind(projectId)}`}`;
  const rows = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT g.*, ${name} AS "name" FROM (
       SELECT t.${id} AS "id", SUM(t."calls") AS "calls", SUM(t."tokens") AS "tokens" FROM "TokensServed" t
       WHERE TRUE${own} AND t."day" >= ${bind(from)}${seenOnly(ctx, "t")} GROUP BY t.${id}
     ) g ${join} ORDER BY ${order}`,
    ...values,
  );
  return rows.map((row) => ({
    id: String(row.id),
    name: textOf(row.name),
    calls: Number(row.calls),
    tokens: Number(row.tokens),
  }));
}
