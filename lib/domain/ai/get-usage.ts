import { bindings } from "#lib/core/bindings";
import { addDays, dayIn } from "#lib/core/calendar";
import { type Budgeted, loadConfig } from "#lib/core/config";
import type { ReadContext } from "#lib/core/context";
import { anyone, defineOperation } from "#lib/core/operation";
import type { Row } from "#lib/core/row-value";
import { AiUsage, type BudgetState, type UsageBy, UsageFilter, type UsageRow, type UsageSum } from "./schema.ts";

const COLUMN = {
  ...{ day: "day", provider: "provider", person: "userId", project: "projectId", purpose: "purpose" },
} as const satisfies Record<UsageBy, string>;

export const getUsage = defineOperation({
  name: "ai.usage",
  summary: "Show what models were asked and what it cost: by day, provider, person, project or purpose.",
  access: "admin",
  reach: "workspace",
  rest: "GET /ai/usage",
  input: UsageFilter,
  output: AiUsage,
  authorize: anyone,
  async handle(ctx, { by, days }) {
    const today = dayIn(ctx.now, loadConfig().server.timeZone);
    const since = addDays(today, 1 - days);
    const items = await sumsBy(ctx, by, since);
    if (by === "day") items.reverse();
    return { since, items, total: addUp(items), budgets: await budgetsToday(ctx, today) };
  },
});

/** Rows by their names. */
async function sumsBy(ctx: ReadContext, by: UsageBy, since: string): Promise<UsageRow[]> {
  const { values, bind } = bindings(ctx.database.engine);
  const column = `"${COLUMN[by]}"`;
  const groups = await ctx.db.$queryRawUnsafe<Row[]>(
    `SELECT ${column} AS "name", count(*) AS "calls", sum(CASE WHEN "outcome" = 'failed' THEN 1 ELSE 0 END) AS "failed",
       sum("tokensIn") AS "tokensIn", sum("cachedTokens") AS "cached", sum("tokensOut") AS "tokensOut",
       coalesce(sum("cost"), 0) AS "cost", count(*) - count("cost") AS "unpriced"
     FROM "ModelCall" WHERE "day" >= ${bind(since)} GROUP BY ${column} ORDER BY ${column}`,
    ...values,
  );
  const ids = groups.map(({ name }) => String(name ?? ""));
  const names = await namesOf(ctx, by, ids);
  return groups.map((row, place): UsageRow => {
    const of = (column: keyof UsageSum) => Number(row[column]);
    const id = ids[place] ?? "";
    return {
      name: names.get(id) ?? id,
      ...{ calls: of("calls"), failed: of("failed"), unpriced: of("unpriced"), cost: of("cost") / 1_000_000 },
      ...{ tokensIn: of("tokensIn"), cached: of("cached"), tokensOut: of("tokensOut") },
    };
  });
}

async function namesOf(ctx: ReadContext, by: UsageBy, ids: string[]): Promise<Map<string, string>> {
  const where = { id: { in: ids } };
  if (by === "person") {
    const users = await ctx.db.user.findMany({ where, select: { id: true, handle: true } });
    return new Map(users.map(({ id, handle }) => [id, handle]));
  }
  if (by !== "project") return new Map();
  const projects = await ctx.db.project.findMany({ where, select: { id: true, key: true } });
  return new Map(projects.map(({ id, key }) => [id, key]));
}

function addUp(rows: readonly UsageSum[]): UsageSum {
  const sum = (of: keyof UsageSum) => rows.reduce((all, row) => all + row[of], 0);
  const counts = { calls: sum("calls"), failed: sum("failed"), unpriced: sum("unpriced") };
  // Of millionths, whose sum in binary fractions has a tail.
  const cost = Math.round(sum("cost") * 1_000_000) / 1_000_000;
  return { ...counts, tokensIn: sum("tokensIn"), cached: sum("cached"), tokensOut: sum("tokensOut"), cost };
}

async function budgetsToday(ctx: ReadContext, today: string): Promise<BudgetState[]> {
  const { budgets } = loadConfig().ai;
  const states: BudgetState[] = [];
  for (const [of, { tokens, cost }] of Object.entries(budgets) as [Budgeted, (typeof budgets)[Budgeted]][]) {
    if (tokens === null && cost === null) continue;
    const sums = (await sumsBy(ctx, of, today)).filter(({ name }) => name !== "");
    const rows = of === "day" ? [{ name: "all together", ...addUp(sums) }] : sums;
    const most = (used: (row: UsageRow) => number) => rows.toSorted((a, b) => used(b) - used(a)).slice(0, 5);
    const tokensOf = ({ tokensIn, tokensOut }: UsageRow) => tokensIn + tokensOut;
    const costOf = ({ cost: spent }: UsageRow) => spent;
    if (tokens !== null)
      for (const row of most(tokensOf))
        states.push({ budget: `ai.budget.${of}_tokens`, of: row.name, used: tokensOf(row), limit: tokens });
    if (cost !== null)
      for (const row of most(costOf))
        states.push({ budget: `ai.budget.${of}_cost`, of: row.name, used: costOf(row), limit: cost });
  }
  return states;
}
