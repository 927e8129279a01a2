import { TestModel } from "#components/instance/test-model";
import type { AiState, AiUsage, BudgetState, ProviderState, UsageRow } from "#lib/domain/ai/schema";

const count = new Intl.NumberFormat("en");
const dollars = new Intl.NumberFormat("en", { style: "currency", currency: "USD", maximumFractionDigits: 4 });

/** Which models Turbo may ask, how they stand, what they used lately, and a test of each. */
export function ModelsCard({ state, usage }: { state: AiState; usage: AiUsage }) {
  return (
    <section aria-labelledby="models" className="mx-gutter mb-6 rounded-card border border-line bg-raised">
      <header className="flex flex-wrap items-baseline gap-x-3 px-4 pt-3 pb-2">
        <h2 id="models" className="font-medium text-row">
          Models
        </h2>
        <p className="text-mini text-muted">{state.enabled ? "Used in the last 30 days." : "Off"}</p>
      </header>
      {state.enabled ? (
        <>
          <ul className="border-line/60 border-t">
            {state.providers.map((provider) => (
              <Provider
                key={provider.name}
                provider={provider}
                used={usage.items.find(({ name }) => name === provider.name)}
              />
            ))}
          </ul>
          {usage.budgets.length > 0 ? (
            <ul className="border-line/60 border-t px-4 py-2">
              {usage.budgets.map((budget) => (
                <Budget key={`${budget.budget} ${budget.of}`} budget={budget} />
              ))}
            </ul>
          ) : null}
        </>
      ) : (
        <p className="px-4 pb-3 text-muted text-row">
          Turbo sends no text to a model provider. Set <code className="font-mono">features.ai_generation</code> to true
          and a provider’s key in the environment to turn it on.
        </p>
      )}
    </section>
  );
}

function Provider({ provider, used }: { provider: ProviderState; used: UsageRow | undefined }) {
  const { name, title, model, address, state, missing, resting } = provider;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line/60 border-b px-4 py-2 text-row last:border-b-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="truncate">
          <span className="font-medium">{title}</span> <span className="font-mono text-mini">{model}</span>
        </p>
        <p className="truncate text-mini text-muted">
          {state === "ready" ? `Sends to ${address}` : null}
          {state === "no key" ? `No key: set ${missing}` : null}
          {state === "resting" ? `Failed again and again; asked again in ${resting} s` : null}
        </p>
      </div>
      <p className="text-mini text-muted tabular-nums">{used ? usedWords(used) : "Not asked yet"}</p>
      <TestModel provider={name} title={title} disabled={state === "no key"} />
    </li>
  );
}

function usedWords({ calls, failed, tokensIn, tokensOut, cost, unpriced }: UsageRow): string {
  const asked = `${count.format(calls)} ${calls === 1 ? "call" : "calls"}${failed > 0 ? `, ${count.format(failed)} failed` : ""}`;
  const known = cost === 0 ? "no cost" : `about ${dollars.format(cost)}`;
  const price = unpriced === calls ? "price not known" : known;
  return `${asked} · ${count.format(tokensIn + tokensOut)} tokens · ${price}`;
}

function Budget({ budget: { budget, of, used, limit } }: { budget: BudgetState }) {
  const words = budget.endsWith("_cost") ? dollars.format : count.format;
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 py-0.5 text-mini">
      <span className="text-muted">
        Today, {of}
        <span className="ms-2 font-mono">{budget}</span>
      </span>
      <span className={used >= limit ? "text-danger tabular-nums" : "tabular-nums"}>
        {words(used)} of {words(limit)}
      </span>
    </li>
  );
}
