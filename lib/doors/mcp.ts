import {
  createMcpHandler,
  isJSONRPCRequest,
  isLegacyRequest,
  METHOD_NOT_FOUND,
  type Server,
} from "@modelcontextprotocol/server";
import { bearerKey } from "#lib/auth/bearer-key";
import { guardRequest } from "#lib/auth/guard";
import type { Actor } from "#lib/core/actor";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { oneLine } from "#lib/core/one-line";
import { callerOfRequest, takeTurnOf } from "./caller.ts";
import { doorLog } from "./door-context.ts";
import { type PlainCall, plainAnswer, plainCallOf } from "./mcp-plain-call.ts";
import { narrowedOrRefused } from "./mcp-project.ts";
import { callByName, mcpServer, type Serving } from "./mcp-server.ts";
import { isTool } from "./mcp-tools.ts";
import { problemResponse } from "./problem-response.ts";
import { readBody } from "./read-json.ts";
import { requestIdOf } from "./request-id.ts";
import type { ToolResult } from "./tools/call-tool.ts";
import { TOOLSETS, type Toolset } from "./tools/tool.ts";

/** What clients meet behind the door. */
export interface Served {
  /** A server for the one request. */
  serverFor(serving: Serving): Server;
  /** Does a tool of this name give nothing but its result, so that a plain call of it needs no server? */
  isTool(name: string): boolean;
  call(serving: Serving, plain: Pick<PlainCall, "name" | "args">): Promise<ToolResult>;
}

const TURBO: Served = { serverFor: mcpServer, isTool, call: callByName };

/** Answers /api/mcp. */
export function answerMcp(request: Request): Promise<Response> {
  return answerMcpWith(TURBO, request);
}

/** Guard, key, body, then the protocol, in its stateless and its older revisions. */
export async function answerMcpWith(served: Served, request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    guardRequest(request);
    const { actor, project, refusal } = await narrowedOrRefused(request, await mcpCaller(request));
    const body = await readBody(request, loadConfig().security.maxRequestSizeMb);
    const serving = {
      actor,
      project,
      requestId,
      refusal: exhausted(actor) ?? refusal,
      ...toolsetsOf(request),
      idempotencyKey: request.headers.get("idempotency-key"),
    };
    const parsedBody = jsonOf(body);
    const plain = plainCallOf(request, parsedBody);
    const response =
      plain && served.isTool(plain.name)
        ? plainAnswer(plain, await served.call(serving, plain))
        : await answerBySdk(() => served.serverFor(serving), request, { body, parsedBody, requestId });
    response.headers.set("cache-control", "no-store");
    response.headers.set("x-request-id", requestId);
    return response;
  } catch (error) {
    return mcpProblem(error, requestId);
  }
}

async function answerBySdk(
  makeServer: () => Server,
  request: Request,
  { body, parsedBody, requestId }: Sent,
): Promise<Response> {
  const refusal = await listeningRefused(request, parsedBody);
  if (refusal) return refusal;
  const handler = createMcpHandler(makeServer, {
    maxRequestBodySize: loadConfig().security.maxRequestSizeMb * 1024 * 1024,
    onerror: (error) => doorLog().debug({ err: error, requestId }, "an MCP request was refused"),
  });
  if (parsedBody !== undefined) return handler.fetch(request, { parsedBody });
  const { url, method, headers } = request;
  return handler.fetch(
    new Request(url, { method, headers, ...(body.length > 0 ? { body: new Uint8Array(body) } : {}) }),
  );
}

/** Nothing changes while a client listens, so that none may; the SDK could only say that too many do. */
async function listeningRefused(request: Request, body: unknown): Promise<Response | null> {
  if (!isJSONRPCRequest(body) || body.method !== "subscriptions/listen") return null;
  if (await isLegacyRequest(request, body)) return null;
  const error = { code: METHOD_NOT_FOUND, message: "Method not found" };
  return Response.json({ jsonrpc: "2.0", id: body.id, error }, { status: 404 });
}

interface Sent {
  body: Buffer;
  /** Undefined where it is no JSON; the SDK then reads it itself, to say so. */
  parsedBody: unknown;
  requestId: string;
}

/** What a body holds as JSON; undefined where it does not. */
function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Who asks; MCP always needs a key. */
export async function mcpCaller(request: Request): Promise<Actor> {
  if (bearerKey(request.headers) === null) {
    throw new TurboError(
      "unauthenticated",
      "Turbo's MCP needs an API key. Add the header X-API-Key: KEY (or Authorization: Bearer KEY) to the client's configuration; `turbo keys create` makes a key.",
    );
  }
  return callerOfRequest(request, "mcp");
}

/** A refusal before the protocol began. No WWW-Authenticate: it would send clients looking for an OAuth server. */
export function mcpProblem(error: unknown, requestId: string): Response {
  const response = problemResponse(error, requestId);
  response.headers.delete("www-authenticate");
  return response;
}

/** The further tools that the address asks for. What is not there is said, not refused: clients show no such refusal. */
export function toolsetsOf(request: Request): { toolsets: Toolset[]; notice: string | null } {
  const asked = new URL(request.url).searchParams.getAll("tools").flatMap((names) => names.split(",").filter(Boolean));
  const unknown = asked.find((name) => !TOOLSETS.some((set) => set === name));
  const toolsets = TOOLSETS.filter((set) => asked.includes(set));
  if (unknown === undefined) return { toolsets, notice: null };
  const called = oneLine(unknown).slice(0, 80);
  const notice = `The address of this server asks for a toolset "${called}", which is not there; what is listed comes without it. Toolsets: ${TOOLSETS.join(", ")}.`;
  return { toolsets, notice };
}

function exhausted(actor: Actor): TurboError | null {
  try {
    takeTurnOf(actor);
    return null;
  } catch (error) {
    if (error instanceof TurboError && error.code === "limited") return error;
    throw error;
  }
}
