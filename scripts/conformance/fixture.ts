import {
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  type Server,
} from "@modelcontextprotocol/server";
import type { Served } from "#lib/doors/mcp";
import { StrictServer } from "#lib/doors/mcp-strict-server";
import { PROMPTS } from "./fixture-prompts.ts";
import { RESOURCES, TEMPLATES } from "./fixture-resources.ts";
import { PLAIN_TOOLS, STATE, TOOLS } from "./fixture-tools.ts";

/** The server that the scenarios of MCP's conformance suite call, behind the door that serves Turbo. */
export const FIXTURE: Served = {
  serverFor,
  isTool: (name) => PLAIN_TOOLS.has(name),
  call: async (_, { name }) => PLAIN_TOOLS.get(name) ?? { content: [], isError: true },
};

type Envelope = { [CLIENT_CAPABILITIES_META_KEY]?: ClientCapabilities };

function serverFor(): Server {
  const server = new StrictServer(
    { name: "conformance-fixture", title: "What the scenarios call", version: "1.0.0" },
    {
      capabilities: { tools: {}, prompts: {}, resources: {}, completions: {}, logging: {} },
      requestState: { verify: STATE.verify },
    },
  );
  server.setRequestHandler("tools/list", () => ({
    tools: [...PLAIN_TOOLS.keys(), ...TOOLS.keys()].map((name) => ({
      name,
      description: `Called by the scenario that needs ${name}.`,
      inputSchema: { type: "object" as const, properties: {} },
    })),
  }));
  server.setRequestHandler("tools/call", ({ params: { name } }, { mcpReq }) => {
    const { [CLIENT_CAPABILITIES_META_KEY]: capabilities } = (mcpReq.envelope ?? {}) as Envelope;
    const answer = PLAIN_TOOLS.get(name) ?? TOOLS.get(name)?.(mcpReq, capabilities ?? {});
    return (answer as CallToolResult | undefined) ?? noSuch("tool", name);
  });
  server.setRequestHandler("prompts/list", () => ({
    prompts: [...PROMPTS].map(([name, { args }]) => ({
      name,
      description: `Got by the scenario that needs ${name}.`,
      arguments: args.map((argument) => ({ name: argument, required: true })),
    })),
  }));
  server.setRequestHandler("prompts/get", ({ params: { name, arguments: given = {} } }, { mcpReq }) => {
    return PROMPTS.get(name)?.get(given, mcpReq) ?? noSuch("prompt", name);
  });
  server.setRequestHandler("completion/complete", () => ({ completion: { values: [], total: 0, hasMore: false } }));
  server.setRequestHandler("resources/list", () => ({
    resources: [...RESOURCES.values()].map(({ uri, mimeType }) => ({ uri, name: uri, mimeType })),
  }));
  server.setRequestHandler("resources/templates/list", () => ({ resourceTemplates: TEMPLATES }));
  server.setRequestHandler("resources/read", ({ params: { uri } }) => {
    const [, id] = /^test:\/\/template\/([^/]+)\/data$/.exec(uri) ?? [];
    const text = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
    const found = id === undefined ? RESOURCES.get(uri) : { uri, mimeType: "application/json", text };
    if (!found) throw new ResourceNotFoundError(uri, `There is no resource ${uri}.`);
    return { contents: [found] };
  });
  return server;
}

function noSuch(kind: string, name: string): never {
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no ${kind} ${name}.`);
}
