import { guardRequest } from "#lib/auth/guard";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { takeTurnOf } from "./caller.ts";
import { doorContext } from "./door-context.ts";
import { mcpCaller, mcpProblem, toolsetsOf } from "./mcp.ts";
import { findTool, listedTools } from "./mcp-tools.ts";
import { readJson } from "./read-json.ts";
import { requestIdOf } from "./request-id.ts";
import { readArguments } from "./tools/call-tool.ts";

/** Answers `POST /mcp/tools/{name}`: a tool as plain JSON, for programs that speak no MCP. */
export async function answerToolShortcut(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    guardRequest(request);
    const actor = await mcpCaller(request);
    takeTurnOf(actor);
    const name = decodeURIComponent(new URL(request.url).pathname.split("/").at(-1) ?? "");
    const asking = { actor, toolsets: toolsetsOf(request).toolsets };
    const tool = findTool(name, asking);
    if (!tool) {
      const names = listedTools(asking).map((one) => one.name);
      throw new TurboError("not_found", `There is no such tool. There are ${names.join(", ")}.`);
    }
    const body = await readJson(request, loadConfig().security.maxRequestSizeMb);
    const { session, args } = readArguments(argumentsOf(body));
    const idempotencyKey = request.headers.get("idempotency-key");
    const ctx = doorContext({ ...actor, session: session ?? actor.session }, { requestId, idempotencyKey });
    const { text, data } = await tool.call(ctx, args);
    const headers = { "cache-control": "no-store", "x-request-id": requestId };
    return Response.json({ tool: tool.name, text, data }, { headers });
  } catch (error) {
    return mcpProblem(error, requestId);
  }
}

function argumentsOf(body: unknown): Record<string, unknown> | undefined {
  if (body === undefined) return undefined;
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return { ...body };
  throw new TurboError("invalid", "The body must be a JSON object: the tool's arguments.");
}
