import type { Price } from "#lib/core/config";
import type { NewCall, TokenCounts } from "./schema.ts";

/** A price that holds up to so many tokens in, and what is paid for the whole of a longer question. */
interface ListedPrice extends Price {
  long?: { over: number; input: number; output: number };
}

/** What the vendors' pages said in November 2026, in dollars for a million tokens; `ai.prices` stands before it. */
const LISTED: readonly ListedPrice[] = [
  { model: "claude-fable-5-2", input: 8, output: 40, cached: 0.8 },
  { model: "claude-opus-5-5", input: 4, output: 20, cached: 0.4 },
  { model: "claude-sonnet-5-5", input: 2, output: 10, cached: 0.2 },
  {
    ...{ model: "claude-haiku-5-5", input: 0.1, output: 0.5, cached: 0.01 },
    long: { over: 100_000, input: 0.5, output: 2.5 },
  },
  // Nothing is known of what their caches take off, so what came from there counts whole.
  { model: "gpt-5.6-luna", input: 0.2, output: 1.2, cached: 0.2, long: { over: 272_000, input: 0.4, output: 1.8 } },
  { model: "gpt-5.6-terra", input: 2, output: 12, cached: 2 },
  { model: "gpt-5.6-sol", input: 5, output: 30, cached: 5 },
  { model: "gemini-3.8-flash", input: 0.75, output: 3.75, cached: 0.75 },
];

/** What keeping a beginning costs at Anthropic, as a part of the price of reading it. */
const WRITING = 1.25;

/** The cost of a call in millionths of a dollar, an estimate; null where the model's price is not known. */
export function costOf(
  { provider, model }: Pick<NewCall, "provider" | "model">,
  { input, output, cached, cacheWritten }: TokenCounts,
  own: readonly Price[],
): number | null {
  const price = priceOf(model, own);
  if (!price) return provider === "ollama" ? 0 : null;
  const { long } = price;
  const isLong = long !== undefined && input > long.over;
  const perInput = isLong ? long.input : price.input;
  const perCached = price.cached * (perInput / (price.input || 1));
  const fresh = Math.max(0, input - cached - cacheWritten);
  const paid = fresh * perInput + cached * perCached + cacheWritten * perInput * WRITING;
  return Math.ceil(paid + output * (isLong ? long.output : price.output));
}

/** By its name, which may end in a date. */
function priceOf(model: string, own: readonly Price[]): ListedPrice | undefined {
  const undated = model.replace(/-(\d{8}|\d{4}-\d\d-\d\d)$/, "");
  const all: readonly ListedPrice[] = [...own, ...LISTED];
  return all.find((price) => price.model === model) ?? all.find((price) => price.model === undated);
}
