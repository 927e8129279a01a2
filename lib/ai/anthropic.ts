import Anthropic, { APIConnectionError, APIError } from "@anthropic-ai/sdk";
import type {
  ContentBlockParam,
  MessageCountTokensParams,
  MessageParam,
  StopReason,
} from "@anthropic-ai/sdk/resources/messages/messages";
import { cutOff, failureOf, type Peer, ProviderFailure, unreachable, wrongAnswer } from "./failure.ts";
import { readRefusal, retryAfter } from "./http.ts";
import { jsonForm } from "./json-form.ts";
import type { EndReason, Message, ModelRequest, Provider, ProviderEvent } from "./provider.ts";

const REASONS: Partial<Record<StopReason, EndReason>> = {
  max_tokens: "length",
  tool_use: "tool_calls",
  refusal: "declined",
};

/** Anthropic's Messages API by its own SDK, which this file alone loads. */
export function anthropicProvider(peer: Peer): Provider {
  const client = new Anthropic({
    apiKey: peer.key,
    authToken: null,
    baseURL: peer.baseUrl,
    maxRetries: 0,
    // It would write to the console whatever ANTHROPIC_LOG says.
    logLevel: "off",
  });
  return {
    ...{ name: peer.name, model: peer.model, embed: null },
    async countTokens(request) {
      try {
        const counted = await client.messages.countTokens(asked(peer, request), signalOf(request));
        return counted.input_tokens;
      } catch (error) {
        throw failed(peer, error, request.signal);
      }
    },
    async *stream(request) {
      try {
        yield* answers(client, peer, request);
      } catch (error) {
        throw failed(peer, error, request.signal);
      }
    },
  };
}

async function* answers(client: Anthropic, peer: Peer, request: ModelRequest): AsyncGenerator<ProviderEvent> {
  const body = {
    ...asked(peer, request),
    max_tokens: request.maxTokens,
    // The beginning that calls share is kept by the provider for five minutes.
    cache_control: { type: "ephemeral" },
    stream: true,
  } as const;
  const events = await client.messages.create(body, signalOf(request));
  const usage = { input: 0, output: 0, cached: 0, cacheWritten: 0 };
  const calls = new Map<number, { id: string; name: string; json: string }>();
  let reason: EndReason | null = null;
  for await (const event of events) {
    yield { kind: "alive" };
    if (event.type === "message_start") {
      const { input_tokens, output_tokens, cache_read_input_tokens, cache_creation_input_tokens } = event.message.usage;
      usage.cached = cache_read_input_tokens ?? 0;
      usage.cacheWritten = cache_creation_input_tokens ?? 0;
      usage.input = input_tokens + usage.cached + usage.cacheWritten;
      usage.output = output_tokens;
    } else if (event.type === "content_block_start" && event.content_block.type === "tool_use") {
      const { id, name } = event.content_block;
      calls.set(event.index, { id, name, json: "" });
    } else if (event.type === "content_block_delta") {
      const call = calls.get(event.index);
      if (event.delta.type === "text_delta") yield { kind: "text", text: event.delta.text };
      else if (event.delta.type === "input_json_delta" && call) call.json += event.delta.partial_json;
    } else if (event.type === "content_block_stop") {
      const call = calls.get(event.index);
      if (call) yield { kind: "tool_call", id: call.id, name: call.name, input: inputOf(peer, call.json) };
    } else if (event.type === "message_delta") {
      usage.output = event.usage.output_tokens;
      reason = (event.delta.stop_reason && REASONS[event.delta.stop_reason]) ?? "complete";
    } else if (event.type === "message_stop" && reason) {
      yield { kind: "usage", ...usage };
      yield { kind: "end", reason };
      return;
    }
  }
  // The SDK ends a stream that was aborted as if it were whole.
  request.signal?.throwIfAborted();
  throw cutOff(peer);
}

function asked({ model }: Peer, { system, messages, tools, schema }: ModelRequest): MessageCountTokensParams {
  return {
    model,
    messages: messages.map(messageOf),
    ...(system ? { system } : {}),
    ...(tools && tools.length > 0
      ? {
          tools: tools.map(({ name, description, input }) => ({
            ...{ name, description },
            input_schema: { ...input, type: "object" as const },
          })),
        }
      : {}),
    ...(schema ? { output_config: { format: { type: "json_schema", schema: jsonForm(schema) } } } : {}),
  };
}

function messageOf(message: Message): MessageParam {
  if (message.role === "user") return { role: "user", content: message.text };
  if (message.role === "tool") {
    const content: ContentBlockParam = { type: "tool_result", tool_use_id: message.id, content: message.result };
    return { role: "user", content: [content] };
  }
  const calls = (message.toolCalls ?? []).map(
    ({ id, name, input }): ContentBlockParam => ({ type: "tool_use", id, name, input }),
  );
  return {
    role: "assistant",
    content: [...(message.text ? [{ type: "text" as const, text: message.text }] : []), ...calls],
  };
}

function inputOf(peer: Peer, json: string): unknown {
  try {
    return json ? JSON.parse(json) : {};
  } catch {
    throw wrongAnswer(peer, "a tool call whose input is not JSON");
  }
}

const signalOf = ({ signal }: ModelRequest) => (signal ? { signal } : {});

/** The SDK throws several kinds of things; one of a stream that broke off is of no kind of its own. */
function failed(peer: Peer, error: unknown, signal?: AbortSignal): unknown {
  signal?.throwIfAborted();
  if (error instanceof ProviderFailure) return error;
  if (error instanceof APIConnectionError) return unreachable(peer, error);
  if (error instanceof APIError) {
    const said = readRefusal(JSON.stringify(error.error ?? {})).message;
    const waitMs = error.headers ? retryAfter(error.headers) : null;
    // An error within the stream has no status of its own.
    const status = error.status ?? (error.type === "rate_limit_error" ? 429 : 529);
    return failureOf(peer, { status, said, waitMs });
  }
  if (error instanceof SyntaxError) return wrongAnswer(peer, "something that is not JSON");
  return cutOff(peer);
}
