import { loadConfig } from "#lib/core/config";
import type { Context } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import type { ProviderName } from "#lib/core/model-providers";
import { aiIsOff } from "#lib/domain/ai/begin-call";
import { costOf } from "#lib/domain/ai/prices";
import type { ModelTest } from "#lib/domain/ai/schema";
import { ask } from "./ask.ts";
import { titleOf } from "./failure.ts";
import { aiState } from "./state.ts";

/** Asks one tiny question, of one provider or of the first that answers, and tells what came of it. */
export async function testModel(ctx: Context, provider?: ProviderName): Promise<ModelTest> {
  const { ai } = loadConfig();
  const { providers } = aiState();
  if (!ai.enabled) {
    const [first] = provider === undefined ? providers : providers.filter(({ name }) => name === provider);
    throw aiIsOff(first && `${first.title} (${first.model}) at ${first.address}`);
  }
  if (provider !== undefined && !providers.some(({ name }) => name === provider))
    throw new TurboError(
      "refused",
      `${titleOf(provider)} is not among ai.providers. Add it there, or leave it out here.`,
    );
  const since = performance.now();
  const request = { messages: [{ role: "user", text: "Answer with the one word: ready" }], maxTokens: 200 } as const;
  let text = "";
  let used: Omit<ModelTest, "text" | "milliseconds" | "address"> | null = null;
  for await (const event of ask(ctx, { purpose: "test", provider }, request)) {
    if (event.kind === "text") text += event.text;
    if (event.kind === "usage") {
      const { provider: name, model, input, output, cached } = event;
      const cost = costOf({ provider: name, model }, event, ai.prices);
      const dollars = cost === null ? null : cost / 1_000_000;
      used = { provider: name, model, tokensIn: input, cached, tokensOut: output, cost: dollars };
    }
    if (event.kind === "end" && event.reason === "interrupted")
      throw new TurboError("busy", event.why ?? "The answer broke off.");
  }
  if (!used) throw new TurboError("busy", "The answer came without a word of what it used.");
  const address = providers.find(({ name }) => name === used.provider)?.address ?? "";
  return { ...used, address, text: text.trim().slice(0, 200), milliseconds: Math.round(performance.now() - since) };
}
