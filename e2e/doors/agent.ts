import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

export type Generation = "2026-07-28" | "2025-11-25";

export interface Agent {
  client: Client;
  call(tool: string, args?: Record<string, unknown>): Promise<{ text: string; isError: boolean }>;
  close(): Promise<void>;
}

/** An agent that comes in by MCP with the official client, of either generation of the protocol. */
export async function connectAgent(url: string, key: string, generation: Generation): Promise<Agent> {
  const mode = generation === "2026-07-28" ? { pin: generation } : ("legacy" as const);
  const client = new Client({ name: "journey", version: "1.0" }, { versionNegotiation: { mode } });
  const requestInit = { headers: { "x-api-key": key } };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit }));
  return {
    client,
    async call(tool, args = {}) {
      const result = await client.callTool({ name: tool, arguments: args });
      const [first] = result.content as { text: string }[];
      return { text: first?.text ?? "", isError: result.isError === true };
    },
    close: () => client.close(),
  };
}
