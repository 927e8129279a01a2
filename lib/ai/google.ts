import { cutOff, failureOf, type Peer, wrongAnswer } from "./failure.ts";
import { dataOf, parsed, post, postForJson } from "./http.ts";
import { jsonForm } from "./json-form.ts";
import type { EndReason, Message, ModelRequest, Provider, ProviderEvent } from "./provider.ts";

interface Chunk {
  error?: { code?: number; message?: string };
  promptFeedback?: { blockReason?: string };
  candidates?: {
    finishReason?: string;
    content?: {
      parts?: { text?: string; thought?: boolean; functionCall?: { id?: string; name: string; args?: unknown } }[];
    };
  }[];
  usageMetadata?: {
    promptTokenCount?: number;
    candidatesTokenCount?: number;
    thoughtsTokenCount?: number;
    cachedContentTokenCount?: number;
  };
}

/** Google's Gemini API. */
export function googleProvider(peer: Peer, embeddingModel: string): Provider {
  // In a header: an address with the key in it would stand in logs on its way.
  const headers: Record<string, string> = peer.key ? { "x-goog-api-key": peer.key } : {};
  return {
    ...{ name: peer.name, model: peer.model },
    stream: (request) => answers(peer, request, headers),
    async countTokens(request) {
      const body = { generateContentRequest: { model: `models/${peer.model}`, ...contentOf(request) } };
      const path = `${placeOf(peer.model)}:countTokens`;
      const { totalTokens } = await postForJson<{ totalTokens?: number }>(peer, path, {
        ...{ headers, body, signal: request.signal },
      });
      if (typeof totalTokens !== "number") throw wrongAnswer(peer, "no count of tokens");
      return totalTokens;
    },
    async embed(texts, signal) {
      const model = `models/${embeddingModel}`;
      const body = { requests: texts.map((text) => ({ model, content: { parts: [{ text }] } })) };
      const path = `${placeOf(embeddingModel)}:batchEmbedContents`;
      const { embeddings = [] } = await postForJson<{ embeddings?: { values: number[] }[] }>(
        { ...peer, model: embeddingModel },
        path,
        { headers, body, signal },
      );
      if (embeddings.length !== texts.length) throw wrongAnswer(peer, "other vectors than it was asked for");
      return { model: embeddingModel, vectors: embeddings.map(({ values }) => values), tokens: null };
    },
  };
}

async function* answers(
  peer: Peer,
  request: ModelRequest,
  headers: Record<string, string>,
): AsyncGenerator<ProviderEvent> {
  const path = `${placeOf(peer.model)}:streamGenerateContent?alt=sse`;
  const response = await post(peer, path, { headers, body: asked(request), signal: request.signal });
  const usage = { input: 0, output: 0, cached: 0, cacheWritten: 0 };
  let reason: EndReason | null = null;
  let calls = 0;
  for await (const data of dataOf(peer, response, request.signal)) {
    yield { kind: "alive" };
    const { error, promptFeedback, candidates = [], usageMetadata } = parsed<Chunk>(peer, data);
    if (error) throw failureOf(peer, { status: error.code ?? 500, said: error.message ?? "", waitMs: null });
    if (promptFeedback?.blockReason) reason = "declined";
    const { content, finishReason } = candidates[0] ?? {};
    for (const { text, thought, functionCall } of content?.parts ?? []) {
      if (text && !thought) yield { kind: "text", text };
      if (functionCall) {
        calls += 1;
        const { id = `call_${calls}`, name, args = {} } = functionCall;
        yield { kind: "tool_call", id, name, input: args };
      }
    }
    if (finishReason) reason = reasonOf(finishReason, calls);
    if (usageMetadata) {
      usage.input = usageMetadata.promptTokenCount ?? usage.input;
      usage.output = (usageMetadata.candidatesTokenCount ?? 0) + (usageMetadata.thoughtsTokenCount ?? 0);
      usage.cached = usageMetadata.cachedContentTokenCount ?? 0;
    }
  }
  if (!reason) throw cutOff(peer);
  yield { kind: "usage", ...usage };
  yield { kind: "end", reason };
}

function reasonOf(said: string, calls: number): EndReason {
  if (said === "MAX_TOKENS") return "length";
  if (said !== "STOP") return "declined";
  return calls > 0 ? "tool_calls" : "complete";
}

const placeOf = (model: string) => `/v1beta/models/${encodeURIComponent(model)}`;

function asked(request: ModelRequest): object {
  const { schema, maxTokens } = request;
  return {
    ...contentOf(request),
    generationConfig: {
      maxOutputTokens: maxTokens,
      ...(schema ? { responseMimeType: "application/json", responseJsonSchema: jsonForm(schema) } : {}),
    },
  };
}

function contentOf({ system, messages, tools }: ModelRequest): object {
  return {
    contents: messages.map(messageOf),
    ...(system ? { systemInstruction: { parts: [{ text: system }] } } : {}),
    ...(tools && tools.length > 0
      ? {
          tools: [
            {
              functionDeclarations: tools.map(({ name, description, input }) => ({
                ...{ name, description },
                parametersJsonSchema: input,
              })),
            },
          ],
        }
      : {}),
  };
}

function messageOf(message: Message): object {
  if (message.role === "user") return { role: "user", parts: [{ text: message.text }] };
  if (message.role === "tool") {
    const { id, name, result } = message;
    return { role: "user", parts: [{ functionResponse: { id, name, response: { result } } }] };
  }
  const calls = (message.toolCalls ?? []).map(({ id, name, input }) => ({ functionCall: { id, name, args: input } }));
  return { role: "model", parts: [...(message.text ? [{ text: message.text }] : []), ...calls] };
}
