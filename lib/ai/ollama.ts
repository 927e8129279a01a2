import { cutOff, failureOf, type Peer, wrongAnswer } from "./failure.ts";
import { linesOf, parsed, post, postForJson } from "./http.ts";
import { jsonForm } from "./json-form.ts";
import type { EndReason, Message, ModelRequest, Provider, ProviderEvent } from "./provider.ts";

interface Chunk {
  error?: string;
  message?: { content?: string; tool_calls?: { function: { name: string; arguments?: unknown } }[] };
  done?: boolean;
  done_reason?: string;
  prompt_eval_count?: number;
  eval_count?: number;
}

/** An Ollama, whose answers are lines of JSON. */
export function ollamaProvider(peer: Peer, embeddingModel: string): Provider {
  return {
    ...{ name: peer.name, model: peer.model, countTokens: null },
    stream: (request) => answers(peer, request),
    async embed(texts, signal) {
      const said = await postForJson<{ embeddings?: number[][]; prompt_eval_count?: number }>(
        { ...peer, model: embeddingModel },
        "/api/embed",
        { body: { model: embeddingModel, input: texts }, signal },
      );
      const vectors = said.embeddings ?? [];
      if (vectors.length !== texts.length) throw wrongAnswer(peer, "other vectors than it was asked for");
      return { model: embeddingModel, vectors, tokens: said.prompt_eval_count ?? null };
    },
  };
}

async function* answers(peer: Peer, request: ModelRequest): AsyncGenerator<ProviderEvent> {
  const response = await post(peer, "/api/chat", { body: asked(peer, request), signal: request.signal });
  let calls = 0;
  for await (const line of linesOf(peer, response, request.signal)) {
    yield { kind: "alive" };
    if (!line.trim()) continue;
    const { error, message, done, ...counts } = parsed<Chunk>(peer, line);
    if (error) throw failureOf(peer, { status: 500, said: error, waitMs: null });
    if (message?.content) yield { kind: "text", text: message.content };
    for (const { function: called } of message?.tool_calls ?? []) {
      calls += 1;
      yield { kind: "tool_call", id: `call_${calls}`, name: called.name, input: called.arguments ?? {} };
    }
    if (!done) continue;
    const { prompt_eval_count: input = 0, eval_count: output = 0, done_reason: said } = counts;
    const reason: EndReason = said === "length" ? "length" : calls > 0 ? "tool_calls" : "complete";
    yield { kind: "usage", input, output, cached: 0, cacheWritten: 0 };
    yield { kind: "end", reason };
    return;
  }
  throw cutOff(peer);
}

function asked({ model }: Peer, { system, messages, tools, schema, maxTokens }: ModelRequest): object {
  return {
    model,
    messages: [...(system ? [{ role: "system", content: system }] : []), ...messages.map(messageOf)],
    stream: true,
    options: { num_predict: maxTokens },
    ...(tools && tools.length > 0
      ? {
          tools: tools.map(({ name, description, input }) => ({
            type: "function",
            function: { name, description, parameters: input },
          })),
        }
      : {}),
    ...(schema ? { format: jsonForm(schema) } : {}),
  };
}

function messageOf(message: Message): object {
  if (message.role === "user") return { role: "user", content: message.text };
  if (message.role === "tool") return { role: "tool", tool_name: message.name, content: message.result };
  const calls = (message.toolCalls ?? []).map(({ name, input }) => ({ function: { name, arguments: input } }));
  return { role: "assistant", content: message.text, ...(calls.length > 0 ? { tool_calls: calls } : {}) };
}
