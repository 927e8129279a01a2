import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ask } from "#lib/ai/ask";
import { breakerOf } from "#lib/ai/breaker";
import { testModel } from "#lib/ai/test-model";
import type { Actor } from "#lib/core/actor";
import { loadConfig, readConfig, settleConfig } from "#lib/core/config";
import { run } from "#lib/core/operation";
import { createProject } from "#lib/domain/projects/create-project";
import { type FakeModels, startFakeModels } from "#lib/testing/fake-models";
import { refusal } from "#lib/testing/refusal";
import { makeWorld, type World } from "#lib/testing/world";
import { beginCall } from "./begin-call.ts";
import { getUsage } from "./get-usage.ts";
import { costOf } from "./prices.ts";

const before = loadConfig();
let fakes: FakeModels;
let world: World;
beforeAll(async () => {
  fakes = await startFakeModels();
});
beforeEach(async () => {
  world = await makeWorld();
  await run(createProject, world.as(), { name: "Main", key: "MAIN" });
  fakes.asked.length = 0;
});
afterEach(() => world.close());
afterAll(async () => {
  settleConfig(before);
  await fakes.close();
});

/** AI as the settings have it, at the fakes: Anthropic first, then Ollama. */
function settle(env: Record<string, string> = {}): void {
  const order = {
    TURBO_AI_ENABLED: "true",
    TURBO_AI_PROVIDERS: "anthropic ollama",
    ANTHROPIC_API_KEY: "a key of ours",
  };
  const addresses = { ANTHROPIC_BASE_URL: fakes.url("anthropic"), OLLAMA_BASE_URL: fakes.url("ollama") };
  const { config } = readConfig({ cwd: "/", env: { TURBO_TIME_ZONE: "UTC", ...order, ...addresses, ...env } });
  settleConfig(config);
  for (const place of config.ai.providers) breakerOf(place).answered();
}

interface Question {
  as?: Actor;
  project?: string | null;
  maxTokens?: number;
}

async function asking({ as = world.owner, project = null, maxTokens = 100 }: Question = {}): Promise<string> {
  let text = "";
  const request = { messages: [{ role: "user" as const, text: "Hello?" }], maxTokens };
  for await (const event of ask(world.as(as), { purpose: "test", project }, request))
    if (event.kind === "text") text += event.text;
  return text;
}

const rows = () => world.database.reader.modelCall.findMany({ orderBy: { createdAt: "asc" } });

test("Each question is a row: who, what for, where, tokens, cost, time and outcome; and no event.", async () => {
  settle();
  expect(await asking({ project: "MAIN" })).toBe("Hello, world");
  const [row, ...others] = await rows();
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    ...{ userId: world.owner.user.id, purpose: "test", provider: "anthropic", model: "claude-sonnet-5-5" },
    ...{ tokensIn: 100, tokensOut: 7, cachedTokens: 40, outcome: "complete" },
    // 60 fresh tokens at 2, 40 kept ones at 0.2 and 7 out at 10 dollars a million.
    cost: 198,
  });
  expect(row?.projectId).not.toBeNull();
  expect(await world.database.reader.event.count({ where: { operation: { startsWith: "ai." } } })).toBe(0);
});

test("Nothing is sent while AI is off, and a test says where it would go.", async () => {
  settle({ TURBO_AI_ENABLED: "false" });
  expect((await refusal(asking())).message).toContain("features.ai_generation = true");
  const { message } = await refusal(testModel(world.as()));
  expect(message).toContain(`It would go to Anthropic (claude-sonnet-5-5) at ${new URL(fakes.url("ollama")).host}`);
  expect([fakes.asked, await rows()]).toEqual([[], []]);
});

test("A provider that fails has a row that cost nothing, beside that of the one that answered.", async () => {
  settle();
  fakes.next("anthropic", { refuse: 401, message: "No." });
  expect(await testModel(world.as())).toMatchObject({
    ...{ provider: "ollama", model: "qwen2.5", text: "Hello, world", tokensIn: 100, tokensOut: 7, cost: 0 },
    address: new URL(fakes.url("ollama")).host,
  });
  const failed = { provider: "anthropic", outcome: "failed", tokensIn: 0, tokensOut: 0, cost: 0 };
  expect(await rows()).toMatchObject([failed, { provider: "ollama", outcome: "complete" }]);
  expect((await refusal(testModel(world.as(), "openai"))).message).toContain("OpenAI is not among ai.providers");
});

test("An answer that nobody reads to its end counts as interrupted, with about what it used.", async () => {
  settle();
  const request = { messages: [{ role: "user" as const, text: "Hello?" }], maxTokens: 100 };
  for await (const event of ask(world.as(), { purpose: "test" }, request)) if (event.kind === "text") break;
  const [row] = await rows();
  expect(row).toMatchObject({ outcome: "interrupted" });
  expect([row?.tokensIn, row?.tokensOut]).toEqual([expect.any(Number), expect.any(Number)]);
  expect(row?.tokensOut).toBeLessThan(100);
  expect(row?.tokensOut).toBeGreaterThan(0);
});

test.each([
  ["person_tokens", "500", "Your budget of a day is 500 tokens (ai.budget.person_tokens)"],
  ["person_cost", "0.003", "Your budget of a day is $0.0030 (ai.budget.person_cost)"],
  ["project_tokens", "500", "This project's budget of a day is 500 tokens (ai.budget.project_tokens)"],
  ["project_cost", "0.003", "This project's budget of a day is $0.0030 (ai.budget.project_cost)"],
  ["day_tokens", "500", "Everybody's budget of a day is 500 tokens (ai.budget.day_tokens)"],
  ["day_cost", "0.003", "Everybody's budget of a day is $0.0030 (ai.budget.day_cost)"],
])("A question that would pass ai.budget.%s is refused before anything is sent.", async (name, value, sentence) => {
  settle({ [`TURBO_AI_BUDGET_${name.toUpperCase()}`]: value });
  const question = { project: "MAIN", maxTokens: 200 };
  await asking(question);
  await asking(question);
  const sent = fakes.asked.length;
  // It is not this one that uses much, but with what it may use it would pass.
  const { code, message } = await refusal(asking({ ...question, maxTokens: 280 }));
  expect([code, message]).toEqual(["refused", expect.stringContaining(sentence)]);
  expect([fakes.asked.length, (await rows()).length]).toEqual([sent, 2]);
  const { budgets } = await run(getUsage, world.as(), {});
  const used = name.endsWith("tokens") ? 214 : 0.000396;
  expect(budgets).toMatchObject([{ budget: `ai.budget.${name}`, used, limit: Number(value) }]);
  const another = { ...question, maxTokens: 280, ...(name.startsWith("person") ? { as: world.member } : {}) };
  const elsewhere = name.startsWith("project") ? { ...another, project: null } : another;
  if (name.startsWith("day")) await refusal(asking(elsewhere));
  else expect(await asking(elsewhere)).toBe("Hello, world");
});

test("Questions that run hold what they may use: of several at once no more begin than the budget has room for.", async () => {
  settle({ TURBO_AI_BUDGET_DAY_TOKENS: "1000" });
  const reserved = { input: 100, output: 200, cached: 0, cacheWritten: 0 };
  const call = { purpose: "test", project: null, provider: "anthropic", model: "claude-sonnet-5-5", reserved };
  const begun = await Promise.allSettled(Array.from({ length: 8 }, () => run(beginCall, world.as(), call)));
  expect(begun.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
});

test("Where dollars are held, a model without a known price is not asked.", async () => {
  settle({ TURBO_AI_BUDGET_DAY_COST: "5", TURBO_AI_MODEL: "claude-of-tomorrow" });
  expect((await refusal(asking())).message).toContain(
    "the price of claude-of-tomorrow is not known. Set it in ai.prices",
  );
  settle({
    TURBO_AI_BUDGET_DAY_COST: "5",
    TURBO_AI_MODEL: "claude-of-tomorrow",
    TURBO_AI_PRICES: "claude-of-tomorrow 1 2",
  });
  expect(await asking()).toBe("Hello, world");
  expect((await rows())[0]?.cost).toBe(100 + 14);
});

test("What was used is added up by day, provider, person, project and purpose.", async () => {
  settle();
  await asking({ project: "MAIN" });
  await asking({ as: world.member });
  fakes.next("anthropic", { refuse: 400, message: "No." });
  await asking();
  const by = async (by: string) => (await run(getUsage, world.as(), { by })).items;
  const day = new Date().toISOString().slice(0, 10);
  expect(await by("day")).toMatchObject([{ name: day, calls: 4, failed: 1, tokensIn: 300, cached: 80, tokensOut: 21 }]);
  expect((await by("provider")).map(({ name, calls, cost }) => [name, calls, cost])).toEqual([
    ["anthropic", 3, 0.000396],
    ["ollama", 1, 0],
  ]);
  expect((await by("person")).map(({ name, calls }) => [name, calls]).sort()).toEqual([
    ["ada", 3],
    ["ben", 1],
  ]);
  expect((await by("project")).map(({ name, calls }) => [name, calls]).sort()).toEqual([
    ["", 3],
    ["MAIN", 1],
  ]);
  expect((await run(getUsage, world.as(), { by: "purpose", days: 1 })).total).toMatchObject({
    calls: 4,
    cost: 0.000396,
  });
});

test("A cost goes by the length of the question, by what the provider kept, and by a model's name without its date.", () => {
  const of = (model: string, more: object = {}) =>
    costOf({ provider: "anthropic", model }, { input: 1000, output: 100, cached: 0, cacheWritten: 0, ...more }, []);
  expect(of("claude-sonnet-5-5")).toBe(3000);
  expect(of("claude-sonnet-5-5-20261007")).toBe(3000);
  expect(of("claude-sonnet-5-5", { cached: 600 })).toBe(800 + 120 + 1000);
  expect(of("claude-sonnet-5-5", { cacheWritten: 1000 })).toBe(2500 + 1000);
  expect(of("claude-haiku-5-5", { input: 100_000 })).toBe(10_050);
  expect(of("claude-haiku-5-5", { input: 200_000 })).toBe(100_250);
  expect(of("another")).toBeNull();
  expect(
    costOf({ provider: "ollama", model: "qwen2.5" }, { input: 9, output: 9, cached: 0, cacheWritten: 0 }, []),
  ).toBe(0);
});
