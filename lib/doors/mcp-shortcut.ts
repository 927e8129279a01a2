import { guardRequest } from "#lib/auth/guard";
import type { Actor } from "#lib/core/actor";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { takeTurnOf } from "./caller.ts";
import { doorContext } from "./door-context.ts";
import { mcpCaller, mcpProblem, toolsetsOf } from "./mcp.ts";
import { inProject, narrowedTo } from "./mcp-project.ts";
import { findTool, listedTools } from "./mcp-tools.ts";
import { readJson } from "./read-json.ts";
import { requestIdOf } from "./request-id.ts";
import { noteServed } from "./tokens-served.ts";
import { performTool, readArguments } from "./tools/call-tool.ts";
import type { Answer, Tool } from "./tools/tool.ts";
import { inToolWords } from "./tools/tool-words.ts";

/** Answers `POST /mcp/tools/{name}`: a tool as plain JSON, for programs that speak no MCP. */
export async function answerToolShortcut(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    guardRequest(request);
    const { actor, project } = await narrowedTo(request, await mcpCaller(request));
    takeTurnOf(actor);
    const name = decodeURIComponent(new URL(request.url).pathname.split("/").at(-1) ?? "");
    const asking = { actor, toolsets: toolsetsOf(request).toolsets };
    const tool = findTool(name, asking);
    if (!tool) {
      const names = listedTools(asking).map((one) => one.name);
      throw new TurboError("not_found", `There is no such tool. There are ${names.join(", ")}.`);
    }
    const body = await readJson(request, loadConfig().security.maxRequestSizeMb);
    const { text, data } = await called(tool, request, { actor, project, requestId, body });
    noteServed(actor, { tool: tool.name, args: argumentsOf(body), text });
    const headers = { "cache-control": "no-store", "x-request-id": requestId };
    return Response.json({ tool: tool.name, text, data }, { headers });
  } catch (error) {
    return mcpProblem(error, requestId);
  }
}

interface Asked {
  actor: Actor;
  project: string | null;
  requestId: string;
  body: unknown;
}

async function called(tool: Tool, { headers }: Request, { actor, project, requestId, body }: Asked): Promise<Answer> {
  try {
    const { session, args, ...given } = readArguments(tool, argumentsOf(body));
    const idempotencyKey = given.idempotencyKey ?? headers.get("idempotency-key");
    const ctx = doorContext({ ...actor, session: session ?? actor.session }, { requestId, idempotencyKey });
    return await performTool(tool, ctx, inProject(tool, project, args));
  } catch (error) {
    throw error instanceof TurboError ? inToolWords(error, tool) : error;
  }
}

function argumentsOf(body: unknown): Record<string, unknown> | undefined {
  if (body === undefined) return undefined;
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return { ...body };
  throw new TurboError("invalid", "The body must be a JSON object: the tool's arguments.");
}
