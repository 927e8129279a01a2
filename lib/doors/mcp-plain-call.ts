import { isJsonContentType, SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/server";
import type { ToolResult } from "./tools/call-tool.ts";

/** A `tools/call` of an older revision of the protocol that asks for nothing besides the result. */
export interface PlainCall {
  id: string | number;
  name: string;
  args: Record<string, unknown> | undefined;
}

/** Begins the revision whose requests say in `_meta` what they need of the protocol. */
const STATELESS = "2026-07-28";
const OLDER = SUPPORTED_PROTOCOL_VERSIONS.filter((version) => version < STATELESS);

/**
 * The call that a request makes, where the SDK would do nothing but read and answer it, which takes longer than most
 * tools do. Null for all else, wrong requests included: that is the SDK's to answer.
 */
export function plainCallOf({ headers, method }: Request, body: unknown): PlainCall | null {
  const accept = headers.get("accept") ?? "";
  const version = headers.get("mcp-protocol-version");
  if (method !== "POST" || !isJsonContentType(headers.get("content-type"))) return null;
  if (!accept.includes("application/json") || !accept.includes("text/event-stream")) return null;
  if (version !== null && !OLDER.includes(version)) return null;
  if (!isObject(body) || !hasOnly(body, ["jsonrpc", "id", "method", "params"])) return null;
  const { jsonrpc, id, method: called, params } = body;
  if (jsonrpc !== "2.0" || !isToken(id) || called !== "tools/call") return null;
  if (!isObject(params) || !hasOnly(params, ["name", "arguments", "_meta"]) || !isPlainMeta(params._meta)) return null;
  const { name, arguments: args } = params;
  if (typeof name !== "string" || !(args === undefined || isObject(args))) return null;
  return { id, name, args };
}

/** The answer in the form that the SDK gives it to clients of these revisions: a stream of one event. */
export function plainAnswer({ id }: PlainCall, result: ToolResult): Response {
  const message = JSON.stringify({ result, jsonrpc: "2.0", id });
  return new Response(`event: message\ndata: ${message}\n\n`, {
    headers: { "content-type": "text/event-stream", connection: "keep-alive", "x-accel-buffering": "no" },
  });
}

/** Notes of the client's own; tools tell of no progress, so that a token for it changes nothing. */
function isPlainMeta(meta: unknown): boolean {
  if (meta === undefined) return true;
  if (!isObject(meta) || Object.keys(meta).some((key) => key.startsWith("io.modelcontextprotocol/"))) return false;
  return meta.progressToken === undefined || isToken(meta.progressToken);
}

function isToken(value: unknown): value is string | number {
  return typeof value === "string" || Number.isSafeInteger(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasOnly(object: Record<string, unknown>, names: readonly string[]): boolean {
  return Object.keys(object).every((name) => names.includes(name));
}
