import { cutOff, failureOf, type Peer, wrongAnswer } from "./failure.ts";
import { dataOf, parsed, post, postForJson } from "./http.ts";
import { jsonForm } from "./json-form.ts";
import type { EndReason, Message, ModelRequest, Provider, ProviderEvent } from "./provider.ts";

interface Chunk {
  error?: { message?: string };
  choices?: {
    finish_reason?: string | null;
    delta?: {
      content?: string | null;
      tool_calls?: { index: number; id?: string; function?: { name?: string; arguments?: string } }[];
    };
  }[];
  usage?: {
    prompt_tokens: number;
    completion_tokens: number;
    prompt_tokens_details?: { cached_tokens?: number };
  } | null;
}

const REASONS: Record<string, EndReason> = {
  length: "length",
  tool_calls: "tool_calls",
  content_filter: "declined",
};

/** OpenAI's chat completions, and what speaks like them. */
export function openaiProvider(peer: Peer, embeddingModel: string): Provider {
  const headers: Record<string, string> = peer.key ? { authorization: `Bearer ${peer.key}` } : {};
  return {
    ...{ name: peer.name, model: peer.model, countTokens: null },
    stream: (request) => answers(peer, request, headers),
    async embed(texts, signal) {
      // Floats are asked for: some servers answer them whatever is asked.
      const body = { model: embeddingModel, input: texts, encoding_format: "float" };
      const said = await postForJson<{
        data?: { index: number; embedding: number[] }[];
        usage?: { prompt_tokens?: number };
      }>({ ...peer, model: embeddingModel }, "/embeddings", { headers, body, signal });
      const vectors = (said.data ?? []).sort((one, other) => one.index - other.index).map(({ embedding }) => embedding);
      if (vectors.length !== texts.length) throw wrongAnswer(peer, "other vectors than it was asked for");
      return { model: embeddingModel, vectors, tokens: said.usage?.prompt_tokens ?? null };
    },
  };
}

async function* answers(
  peer: Peer,
  request: ModelRequest,
  headers: Record<string, string>,
): AsyncGenerator<ProviderEvent> {
  const response = await post(peer, "/chat/completions", {
    headers,
    body: asked(peer, request),
    signal: request.signal,
  });
  const calls: { id: string; name: string; json: string }[] = [];
  let reason: EndReason | null = null;
  for await (const data of dataOf(peer, response, request.signal)) {
    yield { kind: "alive" };
    if (data === "[DONE]") break;
    const { error, choices = [], usage } = parsed<Chunk>(peer, data);
    if (error) throw failureOf(peer, { status: 500, said: error.message ?? "", waitMs: null });
    const { delta, finish_reason } = choices[0] ?? {};
    if (delta?.content) yield { kind: "text", text: delta.content };
    for (const { index, id, function: called } of delta?.tool_calls ?? []) {
      calls[index] ??= { id: "", name: "", json: "" };
      const call = calls[index];
      call.id ||= id ?? "";
      call.name ||= called?.name ?? "";
      call.json += called?.arguments ?? "";
    }
    if (finish_reason) reason = REASONS[finish_reason] ?? "complete";
    if (usage) {
      const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
      const counts = { input: usage.prompt_tokens, output: usage.completion_tokens, cached, cacheWritten: 0 };
      yield { kind: "usage", ...counts };
    }
  }
  if (!reason) throw cutOff(peer);
  for (const { id, name, json } of calls) yield { kind: "tool_call", id, name, input: parsed(peer, json || "{}") };
  yield { kind: "end", reason };
}

function asked({ model }: Peer, { system, messages, tools, schema, maxTokens }: ModelRequest): object {
  return {
    model,
    messages: [...(system ? [{ role: "system", content: system }] : []), ...messages.map(messageOf)],
    max_completion_tokens: maxTokens,
    stream: true,
    stream_options: { include_usage: true },
    ...(tools && tools.length > 0
      ? {
          tools: tools.map(({ name, description, input }) => ({
            type: "function",
            function: { name, description, parameters: input },
          })),
        }
      : {}),
    ...(schema
      ? { response_format: { type: "json_schema", json_schema: { name: "answer", schema: jsonForm(schema) } } }
      : {}),
  };
}

function messageOf(message: Message): object {
  if (message.role === "user") return { role: "user", content: message.text };
  if (message.role === "tool") return { role: "tool", tool_call_id: message.id, content: message.result };
  const calls = (message.toolCalls ?? []).map(({ id, name, input }) => ({
    ...{ id, type: "function" },
    function: { name, arguments: JSON.stringify(input) },
  }));
  return { role: "assistant", content: message.text, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
}
