import { TurboError } from "#lib/core/errors";
import { estimateTokens } from "#lib/core/token-estimate";

export interface McpTool {
  name: string;
  description: string;
}

/** What a client meets at an address, and how long it waited, in milliseconds. */
export interface McpTest {
  server: string;
  protocol: string;
  tools: number;
  bytes: number;
  /** At most, of the tools and the instructions together. */
  tokens: number;
  connect: number;
  list: number;
  call: number;
  /** The first line that a tool answered. */
  answer: string;
}

const PROTOCOL = "2025-11-25";

/** The tools that a Turbo offers to a key, asked for as an MCP client does. */
export async function mcpTools(url: string, key: string): Promise<McpTool[]> {
  const { tools } = await ask<{ tools: McpTool[] }>({ url, key }, "tools/list");
  return tools.map(({ name, description }) => ({ name, description }));
}

/** Connects, lists the tools and calls one that reads. */
export async function testMcp(url: string, key: string): Promise<McpTest> {
  const at = { url, key };
  const met = await timed(() =>
    ask<{ protocolVersion: string; instructions?: string; serverInfo: { name: string; version: string } }>(
      at,
      "initialize",
      { protocolVersion: PROTOCOL, capabilities: {}, clientInfo: { name: "turbo mcp test", version: "1" } },
    ),
  );
  const listed = await timed(() => ask<{ tools: McpTool[] }>(at, "tools/list"));
  const called = await timed(() =>
    ask<{ content: { text: string }[]; isError?: boolean }>(at, "tools/call", { name: "list_queue", arguments: {} }),
  );
  const text = called.value.content[0]?.text ?? "";
  if (called.value.isError) throw new TurboError("refused", `Turbo was reached, but refused a call: ${text}`);
  const listing = JSON.stringify(listed.value.tools);
  const { serverInfo, protocolVersion, instructions = "" } = met.value;
  return {
    server: `${serverInfo.name} ${serverInfo.version}`,
    protocol: protocolVersion,
    tools: listed.value.tools.length,
    bytes: Buffer.byteLength(listing),
    tokens: estimateTokens(listing) + estimateTokens(instructions),
    connect: met.ms,
    list: listed.ms,
    call: called.ms,
    answer: text.split("\n")[0] ?? "",
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: Math.round(performance.now() - start) };
}

/** One request of the protocol. `url` is the whole address. Throws where it is refused or not answered by MCP. */
async function ask<Result>({ url, key }: { url: string; key: string }, method: string, params = {}): Promise<Result> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "x-api-key": key,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": PROTOCOL,
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  }).catch((error: unknown) => {
    throw new TurboError("conflict", `Nothing answers at ${url}. Is Turbo running there?`, { cause: error });
  });
  const text = await response.text();
  if (!response.ok) throw new TurboError("refused", `${url} answered ${response.status}: ${told(text)}`);
  const message = text.startsWith("{") ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? "{}");
  const { result, error } = parsed(message);
  if (result !== undefined) return result as Result;
  throw new TurboError("refused", `${url} does not answer as MCP does${error ? `: ${error.message}` : "."}`);
}

function parsed(text: string): { result?: unknown; error?: { message: string }; detail?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** The sentence of a refusal, else how its body begins. */
const told = (text: string) => parsed(text).detail ?? text.slice(0, 200);
