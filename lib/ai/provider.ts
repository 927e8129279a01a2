import type { z } from "zod";
import type { ProviderName } from "#lib/core/model-providers";

export interface ToolCall {
  id: string;
  name: string;
  input: unknown;
}

export type Message =
  | { role: "user"; text: string }
  | { role: "assistant"; text: string; toolCalls?: readonly ToolCall[] }
  /** What a tool answered to the call of this id. */
  | { role: "tool"; id: string; name: string; result: string };

export interface Tool {
  name: string;
  description: string;
  /** JSON Schema of an object. */
  input: Record<string, unknown>;
}

/** What a model is asked. */
export interface ModelRequest {
  system?: string;
  messages: readonly Message[];
  tools?: readonly Tool[];
  /** The answer is to be JSON of this form. */
  schema?: z.ZodType;
  maxTokens: number;
  signal?: AbortSignal;
}

export interface Usage {
  /** All that went in, what came from the cache included. */
  input: number;
  output: number;
  /** Of what went in, what the provider had kept. */
  cached: number;
  /** Of what went in, what the provider keeps from now on. */
  cacheWritten: number;
}

export type EndReason = "complete" | "length" | "tool_calls" | "declined";

/** What an adapter tells of an answer as it comes; `alive` is a sign of life that nobody needs to see. */
export type ProviderEvent =
  | { kind: "alive" }
  | { kind: "text"; text: string }
  | ({ kind: "tool_call" } & ToolCall)
  | ({ kind: "usage" } & Usage)
  | { kind: "end"; reason: EndReason };

/** One provider: its protocol and nothing of retries, budgets or other providers. Throws ProviderFailure. */
export interface Provider {
  name: ProviderName;
  model: string;
  /** Ends with `end`; a stream without it was cut. */
  stream(request: ModelRequest): AsyncIterable<ProviderEvent>;
  /** Null where the provider does not count. */
  countTokens: ((request: ModelRequest) => Promise<number>) | null;
  /** Vectors of texts, in their order; null where the provider makes none. */
  embed: ((texts: readonly string[], signal?: AbortSignal) => Promise<Embedded>) | null;
}

export interface Embedded {
  model: string;
  vectors: number[][];
  /** As the provider counts them; null where it does not say. */
  tokens: number | null;
}
