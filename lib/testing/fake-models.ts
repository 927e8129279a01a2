import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProviderName } from "#lib/core/model-providers";

/** What a fake does with one question. */
export type Turn =
  | { text?: readonly string[]; calls?: readonly { name: string; input: unknown }[]; ends?: "length" }
  | { refuse: number; message: string; headers?: Record<string, string>; googleDelay?: string }
  /** The line breaks after these. */
  | { cutAfter: readonly string[] }
  /** Nothing comes, or nothing after these. */
  | { silentAfter: readonly string[] }
  | { garbage: true };

export interface Asked {
  provider: ProviderName;
  path: string;
  headers: IncomingMessage["headers"];
  // biome-ignore lint/suspicious/noExplicitAny: each protocol has its own form.
  body: any;
}

export interface FakeModels {
  /** Where a provider is, as its setting takes it. */
  url(provider: ProviderName): string;
  /** What the next questions to a provider meet; afterwards it answers "Hello, world". */
  next(provider: ProviderName, ...turns: Turn[]): void;
  asked: Asked[];
  close(): Promise<void>;
}

/** What every whole answer of a fake says that it used. */
export const FAKE_USAGE = { input: 100, output: 7, cached: 40 } as const;

/** Four providers on loopback, each with its own protocol. */
export async function startFakeModels(): Promise<FakeModels> {
  const turns: Record<ProviderName, Turn[]> = { anthropic: [], openai: [], google: [], ollama: [] };
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const [, provider = "", ...rest] = (request.url ?? "").split("/");
    const name = provider as ProviderName;
    const body = JSON.parse(await textOf(request));
    const path = `/${rest.join("/")}`;
    asked.push({ provider: name, path, headers: request.headers, body });
    await reply(name, path, { body, turn: turns[name].shift() ?? { text: ["Hello, ", "world"] }, response });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: (provider) => `http://127.0.0.1:${port}/${provider}`,
    next: (provider, ...more) => void turns[provider].push(...more),
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

interface Replying {
  // biome-ignore lint/suspicious/noExplicitAny: each protocol has its own form.
  body: any;
  turn: Turn;
  response: ServerResponse;
}

async function reply(name: ProviderName, path: string, { body, turn, response }: Replying): Promise<void> {
  if ("refuse" in turn) {
    response.writeHead(turn.refuse, { "content-type": "application/json", ...turn.headers });
    response.end(JSON.stringify(REFUSALS[name](turn)));
    return;
  }
  const other = otherAnswer(name, path, body);
  if (other) {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(other));
    return;
  }
  const type = name === "ollama" ? "application/x-ndjson" : "text/event-stream";
  const parts = "cutAfter" in turn ? turn.cutAfter : "silentAfter" in turn ? turn.silentAfter : null;
  if (parts?.length === 0 && "silentAfter" in turn) return;
  response.writeHead(200, { "content-type": type });
  response.flushHeaders();
  await sleep(1);
  if ("garbage" in turn) {
    response.end(name === "ollama" ? "<html>\n" : "event: message_start\ndata: <html>\n\n");
    return;
  }
  const whole = !parts;
  const chunks = CHUNKS[name](parts ? { text: parts } : (turn as Extract<Turn, { text?: readonly string[] }>), whole);
  for (const chunk of chunks) {
    response.write(chunk);
    // In pieces, as they come from afar.
    await sleep(1);
  }
  if (whole) response.end();
  else if ("cutAfter" in turn) response.destroy();
}

/** Counts and vectors. */
// biome-ignore lint/suspicious/noExplicitAny: each protocol has its own form.
function otherAnswer(name: ProviderName, path: string, body: any): object | null {
  const vector = (place: number) => [place, 0.5, -1];
  if (path.endsWith("/count_tokens")) return { input_tokens: 42 };
  if (path.endsWith(":countTokens")) return { totalTokens: 42 };
  if (path === "/embeddings") {
    const data = body.input.map((_: string, index: number) => ({ index, embedding: vector(index) }));
    return { data: data.reverse(), usage: { prompt_tokens: 5 } };
  }
  if (path.endsWith(":batchEmbedContents"))
    return { embeddings: body.requests.map((_: unknown, place: number) => ({ values: vector(place) })) };
  if (name === "ollama" && path === "/api/embed")
    return { embeddings: body.input.map((_: string, place: number) => vector(place)), prompt_eval_count: 5 };
  return null;
}

type Refused = Extract<Turn, { refuse: number }>;

const REFUSALS: Record<ProviderName, (turn: Refused) => object> = {
  anthropic: ({ refuse, message }) => ({
    type: "error",
    error: { type: refuse === 529 ? "overloaded_error" : "api_error", message },
  }),
  openai: ({ message }) => ({ error: { message, type: "api_error" } }),
  google: ({ refuse, message, googleDelay }) => ({
    error: {
      ...{ code: refuse, message, status: "X" },
      details: googleDelay ? [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: googleDelay }] : [],
    },
  }),
  ollama: ({ message }) => ({ error: message }),
};

type Whole = Extract<Turn, { text?: readonly string[] }>;

/** The chunks of an answer as a provider writes them; without its end where it is not whole. */
const CHUNKS: Record<ProviderName, (turn: Whole, whole: boolean) => string[]> = {
  anthropic({ text = [], calls = [], ends }, whole) {
    const event = (data: { type: string }) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
    const { input, output, cached } = FAKE_USAGE;
    const usage = { input_tokens: input - cached, output_tokens: 1, cache_read_input_tokens: cached };
    const stop = ends === "length" ? "max_tokens" : calls.length > 0 ? "tool_use" : "end_turn";
    const made: { type: string; [more: string]: unknown }[] = [
      { type: "message_start", message: { id: "m", type: "message", role: "assistant", content: [], usage } },
      { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
      { type: "ping" },
      ...text.map((part) => ({ type: "content_block_delta", index: 0, delta: { type: "text_delta", text: part } })),
    ];
    if (whole) {
      made.push({ type: "content_block_stop", index: 0 });
      for (const [place, { name, input: given }] of calls.entries()) {
        const index = place + 1;
        const json = JSON.stringify(given);
        const delta = (partial_json: string) => ({ type: "input_json_delta", partial_json });
        made.push(
          {
            ...{ type: "content_block_start", index },
            content_block: { type: "tool_use", id: `t${index}`, name, input: {} },
          },
          { type: "content_block_delta", index, delta: delta(json.slice(0, 4)) },
          { type: "content_block_delta", index, delta: delta(json.slice(4)) },
          { type: "content_block_stop", index },
        );
      }
      made.push(
        { type: "message_delta", delta: { stop_reason: stop }, usage: { output_tokens: output } },
        { type: "message_stop" },
      );
    }
    return made.map(event);
  },
  openai({ text = [], calls = [], ends }, whole) {
    const event = (data: object) => `data: ${JSON.stringify(data)}\n\n`;
    const choice = (delta: object, finish_reason: string | null = null) =>
      event({ choices: [{ index: 0, delta, finish_reason }] });
    const made = text.map((content) => choice({ content }));
    if (!whole) return made;
    for (const [index, { name, input }] of calls.entries()) {
      const json = JSON.stringify(input);
      const first = { index, id: `t${index + 1}`, type: "function", function: { name, arguments: json.slice(0, 4) } };
      made.push(choice({ tool_calls: [first] }));
      made.push(choice({ tool_calls: [{ index, function: { arguments: json.slice(4) } }] }));
    }
    made.push(choice({}, ends === "length" ? "length" : calls.length > 0 ? "tool_calls" : "stop"));
    const { input, output, cached } = FAKE_USAGE;
    const details = { prompt_tokens_details: { cached_tokens: cached } };
    made.push(event({ choices: [], usage: { prompt_tokens: input, completion_tokens: output, ...details } }));
    return [...made, "data: [DONE]\n\n"];
  },
  google({ text = [], calls = [], ends }, whole) {
    const event = (data: object) => `data: ${JSON.stringify(data)}\r\n\r\n`;
    const made = text.map((part) => event({ candidates: [{ content: { role: "model", parts: [{ text: part }] } }] }));
    if (!whole) return made;
    const { input, output, cached } = FAKE_USAGE;
    const parts = calls.map(({ name, input: args }) => ({ functionCall: { name, args } }));
    const finishReason = ends === "length" ? "MAX_TOKENS" : "STOP";
    const usageMetadata = {
      ...{ promptTokenCount: input, candidatesTokenCount: output - 3 },
      ...{ thoughtsTokenCount: 3, cachedContentTokenCount: cached },
    };
    return [...made, event({ candidates: [{ content: { role: "model", parts }, finishReason }], usageMetadata })];
  },
  ollama({ text = [], calls = [], ends }, whole) {
    const line = (data: object) => `${JSON.stringify(data)}\n`;
    const made = text.map((content) => line({ message: { role: "assistant", content }, done: false }));
    if (!whole) return made;
    const tool_calls = calls.map(({ name, input }) => ({ function: { name, arguments: input } }));
    if (calls.length > 0) made.push(line({ message: { role: "assistant", content: "", tool_calls }, done: false }));
    const counts = { prompt_eval_count: FAKE_USAGE.input, eval_count: FAKE_USAGE.output };
    const last = { message: { role: "assistant", content: "" }, done: true };
    return [...made, line({ ...last, done_reason: ends === "length" ? "length" : "stop", ...counts })];
  },
};
