import { TurboError } from "#lib/core/errors";

export interface McpTool {
  name: string;
  description: string;
}

/** The tools that a Turbo offers to a key, asked for as an MCP client does. */
export async function mcpTools(url: string, key: string): Promise<McpTool[]> {
  const response = await fetch(`${url}/api/mcp`, {
    method: "POST",
    headers: {
      "x-api-key": key,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      "mcp-protocol-version": "2025-06-18",
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new TurboError("internal", `${url}/api/mcp answered ${response.status}: ${text.slice(0, 200)}`);
  const message = text.startsWith("{") ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? "{}");
  const { result } = JSON.parse(message) as { result?: { tools?: McpTool[] } };
  return (result?.tools ?? []).map(({ name, description }) => ({ name, description }));
}
