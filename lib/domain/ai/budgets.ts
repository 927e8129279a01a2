import type { Budgeted, Config } from "#lib/core/config";
import type { ReadContext } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";

/** Of a day, in tokens and millionths of a dollar. */
interface Spent {
  tokens: number;
  cost: number | null;
}

/** Who and what a call is for, as rows of calls name it. */
interface CallPlace {
  day: string;
  userId: string;
  projectId: string | null;
}

/** Refuses a call that would pass a budget with what it may use at most. */
export async function requireWithinBudgets(
  ctx: ReadContext,
  { budgets }: Pick<Config["ai"], "budgets">,
  { wanted, place, model }: { wanted: Spent; place: CallPlace; model: string },
): Promise<void> {
  for (const [of, { tokens, cost }] of Object.entries(budgets) as [Budgeted, (typeof budgets)[Budgeted]][]) {
    if ((tokens === null && cost === null) || (of === "project" && place.projectId === null)) continue;
    const used = await spentOn(ctx, of, place);
    if (tokens !== null && used.tokens + wanted.tokens > tokens) {
      const left = Math.max(0, tokens - used.tokens);
      throw passed(of, "tokens", `${tokens} tokens`, `${left} are left, and this may take ${wanted.tokens}`);
    }
    if (cost === null) continue;
    if (wanted.cost === null)
      throw new TurboError(
        "refused",
        `ai.budget.${of}_cost holds dollars, and the price of ${model} is not known. Set it in ai.prices.`,
      );
    if (micro(used.cost) + wanted.cost > cost * 1_000_000) {
      const left = Math.max(0, cost - micro(used.cost) / 1_000_000);
      const [has, may] = [dollars(left), dollars(wanted.cost / 1_000_000)];
      throw passed(of, "cost", dollars(cost), `${has} is left, and this may take ${may}`);
    }
  }
}

const micro = (cost: number | null) => cost ?? 0;
const dollars = (amount: number) => `$${amount < 1 ? amount.toFixed(4) : amount.toFixed(2)}`;

const WHOSE = { person: "Your", project: "This project's", day: "Everybody's" } as const;

function passed(of: Budgeted, unit: "tokens" | "cost", limit: string, why: string): TurboError {
  return new TurboError(
    "refused",
    `${WHOSE[of]} budget of a day is ${limit} (ai.budget.${of}_${unit}): ${why}. Nothing was sent. It begins anew tomorrow.`,
  );
}

async function spentOn(ctx: ReadContext, of: Budgeted, { day, userId, projectId }: CallPlace): Promise<Spent> {
  const where = { day, ...(of === "person" ? { userId } : {}), ...(of === "project" ? { projectId } : {}) };
  const { _sum: sum } = await ctx.db.modelCall.aggregate({
    where,
    _sum: { tokensIn: true, tokensOut: true, cost: true },
  });
  return { tokens: (sum.tokensIn ?? 0) + (sum.tokensOut ?? 0), cost: sum.cost };
}
