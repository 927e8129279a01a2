import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { type Config, type ProviderPlace, readConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { PROVIDERS, type ProviderName } from "#lib/core/model-providers";
import { FAKE_USAGE, type FakeModels, startFakeModels } from "#lib/testing/fake-models";
import { type AnswerEvent, answer, type Ledger, type Outcome } from "./answer.ts";
import { breakerOf } from "./breaker.ts";
import type { ProviderFailure } from "./failure.ts";
import { openProvider } from "./open-provider.ts";
import type { ModelRequest, Usage } from "./provider.ts";

const KEY = "sk-ant-a-key-that-nobody-may-see-0123456789";
const request: ModelRequest = { system: "Be short.", messages: [{ role: "user", text: "Hello?" }], maxTokens: 50 };

let fakes: FakeModels;
beforeAll(async () => {
  fakes = await startFakeModels();
  return () => fakes.close();
});
beforeEach(() => {
  fakes.asked.length = 0;
  for (const place of settingsFor(PROVIDERS).providers) breakerOf(place).answered();
});

/** Settings that ask the fakes, with short waits. */
function settingsFor(providers: readonly ProviderName[], env: Record<string, string> = {}): Config["ai"] {
  const addresses = PROVIDERS.map((name) => [`TURBO_AI_${name.toUpperCase()}_BASE_URL`, fakes.url(name)]);
  const keys = { ANTHROPIC_API_KEY: KEY, OPENAI_API_KEY: KEY, GOOGLE_API_KEY: KEY };
  const waits = { TURBO_AI_FIRST_BYTE_TIMEOUT_MS: "200", TURBO_AI_BETWEEN_BYTES_TIMEOUT_MS: "150" };
  const order = { TURBO_AI_ENABLED: "true", TURBO_AI_PROVIDERS: providers.join(",") };
  const all = { ...Object.fromEntries(addresses), ...keys, ...waits, ...order, ...env };
  return readConfig({ cwd: "/", env: all }).config.ai;
}

interface Entry {
  provider: ProviderName;
  outcome: Outcome | "running";
  used: Usage | null;
}

/** Asks, and answers what came, what was written down, and which failures were heard of. */
async function asking(settings: Config["ai"], asked: ModelRequest = request) {
  const entries: Entry[] = [];
  const failures: ProviderFailure[] = [];
  const ledger: Ledger = {
    async begin({ name }: ProviderPlace) {
      const entry: Entry = { provider: name, outcome: "running", used: null };
      entries.push(entry);
      return async (outcome, used) => void Object.assign(entry, { outcome, used });
    },
    failed: (_, failure) => void failures.push(failure),
  };
  const events: AnswerEvent[] = [];
  let refused: TurboError | null = null;
  try {
    for await (const event of answer(settings, asked, ledger)) events.push(event);
  } catch (error) {
    if (!(error instanceof TurboError)) throw error;
    refused = error;
  }
  const text = events.map((event) => (event.kind === "text" ? event.text : "")).join("");
  return { events, text, end: events.at(-1), entries, failures, refused, kinds: failures.map(({ kind }) => kind) };
}

const outcomes = (entries: readonly Entry[]) => entries.map(({ provider, outcome }) => [provider, outcome]);

describe.each(PROVIDERS)("%s", (name) => {
  const cached = name === "ollama" ? 0 : FAKE_USAGE.cached;
  const used = { input: FAKE_USAGE.input, output: FAKE_USAGE.output, cached, cacheWritten: 0 };

  test("streams text as it comes, whole letters, and says what it used", async () => {
    fakes.next(name, { text: ["Grüße ", "an ", "alle 🌍"] });
    const { events, entries } = await asking(settingsFor([name]));
    expect(events.slice(0, 3)).toEqual(["Grüße ", "an ", "alle 🌍"].map((text) => ({ kind: "text", text })));
    expect(events.at(-1)).toEqual({ kind: "end", reason: "complete", why: null });
    expect(events.find(({ kind }) => kind === "usage")).toMatchObject({ provider: name, ...used });
    expect(entries).toEqual([{ provider: name, outcome: "complete", used: expect.objectContaining(used) }]);
    const [first] = fakes.asked;
    if (!first) throw new Error("unreachable");
    const { headers, path, body } = first;
    expect(path).not.toContain(KEY);
    expect(JSON.stringify(body)).toContain("Be short.");
    const sent = headers.authorization ?? headers["x-goog-api-key"];
    expect(sent).toBe({ anthropic: `Bearer ${KEY}`, openai: `Bearer ${KEY}`, google: KEY, ollama: undefined }[name]);
  });

  test("puts tool calls together and takes their results back", async () => {
    const input = { issue: "APP-1", deep: { list: [1, 2] } };
    const tool = { name: "get_issue", description: "Show an issue.", input: { type: "object", properties: {} } };
    fakes.next(name, { text: ["Looking."], calls: [{ name: "get_issue", input }] });
    const { events, end } = await asking(settingsFor([name]), { ...request, tools: [tool] });
    const call = events.find((event) => event.kind === "tool_call");
    expect(call).toMatchObject({ name: "get_issue", input });
    expect(end).toMatchObject({ reason: "tool_calls" });
    const id = call?.kind === "tool_call" ? call.id : "";
    const { text } = await asking(settingsFor([name]), {
      ...request,
      tools: [tool],
      messages: [
        ...request.messages,
        { role: "assistant", text: "Looking.", toolCalls: [{ id, name: "get_issue", input }] },
        { role: "tool", id, name: "get_issue", result: "It is done." },
      ],
    });
    expect(text).toBe("Hello, world");
    expect(JSON.stringify(fakes.asked[1]?.body)).toContain("It is done.");
    expect(JSON.stringify(fakes.asked[0]?.body)).toContain("Show an issue.");
  });

  test("answers JSON of the form that was asked for, and nothing of another form", async () => {
    const schema = z.object({ title: z.string().min(3) });
    fakes.next(name, { text: ['{"title":', '"Short"}'] });
    const { events } = await asking(settingsFor([name]), { ...request, schema });
    expect(events[0]?.kind === "usage" ? events[1] : events[0]).toEqual({ kind: "json", value: { title: "Short" } });
    expect(JSON.stringify(fakes.asked[0]?.body)).toContain('"title"');
    for (const [text, why] of [
      ['{"title":"X"}', "another form than was asked for at title"],
      ["Sure: {", "not JSON"],
    ] as const) {
      fakes.next(name, { text: [text] });
      const { refused, entries, kinds } = await asking(settingsFor([name]), { ...request, schema });
      expect(refused?.message).toContain(why);
      expect([kinds, entries[0]?.outcome, entries[0]?.used?.output]).toEqual([["wrong_answer"], "failed", 7]);
    }
    fakes.next(name, { text: ['{"title":"Sho'], ends: "length" });
    expect((await asking(settingsFor([name]), { ...request, schema })).refused?.message).toContain("not whole");
  });

  test("waits as long as the provider says when it is asked too often or overloaded", async () => {
    const soon = name === "google" ? { googleDelay: "0.02s" } : { headers: { "retry-after": "0.02" } };
    fakes.next(name, { refuse: 429, message: "Slow down.", ...soon });
    fakes.next(name, { refuse: 529, message: "Overloaded.", headers: { "retry-after-ms": "10" } });
    const { text, entries } = await asking(settingsFor([name]));
    expect([text, outcomes(entries), fakes.asked.length]).toEqual(["Hello, world", [[name, "complete"]], 3]);
  });

  test("is left for the next one where it wants a longer wait, or stays busy", async () => {
    const next = name === "ollama" ? "anthropic" : "ollama";
    fakes.next(name, { refuse: 429, message: "Tomorrow.", headers: { "retry-after": "86400" } });
    const { text, entries, failures } = await asking(settingsFor([name, next]));
    expect(text).toBe("Hello, world");
    expect(outcomes(entries)).toEqual([
      [name, "failed"],
      [next, "complete"],
    ]);
    expect(failures[0]?.message).toContain("Tomorrow.");
    const busy = { refuse: 503, message: "Busy.", headers: { "retry-after-ms": "1" } };
    fakes.next(name, busy, busy, busy);
    expect((await asking(settingsFor([name]))).refused).toMatchObject({ code: "busy" });
    expect(fakes.asked.filter(({ provider }) => provider === name)).toHaveLength(4);
  });

  test("ends as interrupted where the line breaks after text, and is not started on another", async () => {
    const next = name === "ollama" ? "anthropic" : "ollama";
    fakes.next(name, { cutAfter: ["Half of "] });
    const { text, end, entries } = await asking(settingsFor([name, next]));
    expect([text, outcomes(entries)]).toEqual(["Half of ", [[name, "interrupted"]]]);
    expect(end).toMatchObject({ kind: "end", reason: "interrupted", why: expect.stringContaining("broke off") });
    expect(entries[0]?.used?.output).toBeGreaterThan(0);
  });

  test("is left for the next one where nothing came before the line broke, or in time", async () => {
    const next = name === "ollama" ? "anthropic" : "ollama";
    for (const [turn, kind] of [
      [{ cutAfter: [] }, "cut"],
      [{ silentAfter: [] }, "too_slow"],
    ] as const) {
      fakes.next(name, turn);
      const { text, kinds } = await asking(settingsFor([name, next]));
      expect([text, kinds]).toEqual(["Hello, world", [kind]]);
    }
  });

  test("ends as interrupted where it falls silent in the middle", async () => {
    fakes.next(name, { silentAfter: ["And then"] });
    const { end, entries } = await asking(settingsFor([name]));
    expect(end).toMatchObject({ reason: "interrupted", why: expect.stringContaining("silent for 0.15 s") });
    expect(entries[0]?.outcome).toBe("interrupted");
  });

  test("names what is wrong: the key, the model, the request, the protocol", async () => {
    const title = name === "openai" ? "OpenAI" : `${name[0]?.toUpperCase()}${name.slice(1)}`;
    for (const [turn, kind, words] of [
      [{ refuse: 401, message: `Incorrect key: ${KEY}` }, "key_refused", `${title} refused the key (401)`],
      [{ refuse: 404, message: "No such model." }, "unknown_model", `ai.${name}.model`],
      [{ refuse: 400, message: "messages: too long" }, "not_understood", "messages: too long"],
      [{ garbage: true }, "wrong_answer", "not JSON"],
    ] as const) {
      fakes.next(name, turn);
      const { refused, kinds, entries } = await asking(settingsFor([name]));
      expect([kinds, refused?.code, entries[0]?.outcome]).toEqual([[kind], "refused", "failed"]);
      expect(refused?.message).toContain(words);
      expect(refused?.message).not.toContain("nobody-may-see");
    }
  });

  test("counts tokens and makes vectors where it can", async () => {
    const place = settingsFor([name]).providers[0];
    if (!place) throw new Error("unreachable");
    const { countTokens, embed } = await openProvider(place);
    const counts = name === "anthropic" || name === "google";
    expect(countTokens ? await countTokens(request) : null).toBe(counts ? 42 : null);
    expect(embed ? (await embed(["a", "b"])).vectors : null).toEqual(
      name === "anthropic"
        ? null
        : [
            [0, 0.5, -1],
            [1, 0.5, -1],
          ],
    );
  });

  test("is ended by who asked", async () => {
    fakes.next(name, { silentAfter: ["One "] });
    const own = new AbortController();
    setTimeout(() => own.abort(), 60);
    const { end, entries } = await asking(settingsFor([name]), { ...request, signal: own.signal });
    expect(end).toMatchObject({ reason: "interrupted", why: "It was ended by who asked." });
    expect(entries[0]?.outcome).toBe("interrupted");
  });
});

test("Anthropic is asked to keep the beginning that questions share", async () => {
  await asking(settingsFor(["anthropic"]));
  expect(fakes.asked[0]?.body).toMatchObject({ model: "claude-sonnet-5-5", cache_control: { type: "ephemeral" } });
});

test("Providers without a key are passed over, and each is told of where none answers", async () => {
  const without = { ANTHROPIC_API_KEY: "", OLLAMA_BASE_URL: "", TURBO_AI_OLLAMA_BASE_URL: "http://127.0.0.1:9" };
  const { refused, entries, kinds } = await asking(settingsFor(["anthropic", "ollama"], without));
  expect(refused?.message).toMatch(
    /no key for Anthropic. Set ANTHROPIC_API_KEY.*Ollama does not answer at 127.0.0.1:9/,
  );
  expect([refused?.code, kinds]).toEqual(["busy", ["key_refused", "unreachable"]]);
  expect(outcomes(entries)).toEqual([["ollama", "failed"]]);
});

describe("the breaker", () => {
  afterAll(() => void vi.useRealTimers());

  test("keeps from asking after five failures, tries one question after 30 seconds, and opens for good with an answer", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-12-01T12:00:00Z") });
    const settings = settingsFor(["openai", "ollama"], { TURBO_AI_RETRIES: "0" });
    const overloaded = { refuse: 503, message: "Busy." };
    fakes.next("openai", ...Array.from({ length: 6 }, () => overloaded));
    const openaiAsked = () => fakes.asked.filter(({ provider }) => provider === "openai").length;
    for (let time = 0; time < 7; time += 1) expect((await asking(settings)).text).toBe("Hello, world");
    expect(openaiAsked()).toBe(5);
    const { refused } = await asking({ ...settings, providers: settings.providers.slice(0, 1) });
    expect(refused).toMatchObject({ code: "busy", retryAfter: 30, message: expect.stringContaining("again in 30 s") });

    vi.setSystemTime(Date.parse("2026-12-01T12:00:31Z"));
    await asking(settings);
    await asking(settings);
    expect(openaiAsked()).toBe(6);

    vi.setSystemTime(Date.parse("2026-12-01T12:01:02Z"));
    expect(outcomes((await asking(settings)).entries)).toEqual([["openai", "complete"]]);
    expect(outcomes((await asking(settings)).entries)).toEqual([["openai", "complete"]]);
  });
});
