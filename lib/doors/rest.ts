import { guardRequest } from "#lib/auth/guard";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { type Operation, run } from "#lib/core/operation";
import { callerOfRequest, restDoor, takeTurnOf } from "./caller.ts";
import { corsHeaders, preflight } from "./cors.ts";
import { doorContext } from "./door-context.ts";
import { problemResponse } from "./problem-response.ts";
import { rateLimitHeaders } from "./rate-limit.ts";
import { readJson } from "./read-json.ts";
import { requestIdOf } from "./request-id.ts";
import { restInput } from "./rest-input.ts";
import { allowedMethods, matchRoute, REST_ROUTES } from "./rest-routes.ts";

const BASE = "/api/v1";

/** Answers any request under /api/v1. Refuses in this order: host and origin, who, how often, place, body, scope, input. */
export async function answerRest(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const headers = new Headers(corsHeaders(request.headers));
  const url = new URL(request.url);
  const path = url.pathname.slice(BASE.length);
  try {
    guardRequest(request);
    if (request.method === "OPTIONS") return preflight(request, allowedMethods(path));
    const actor = await callerOfRequest(request, restDoor(request.headers));
    const turn = rateLimitHeaders(takeTurnOf(actor));
    for (const [name, value] of Object.entries(turn)) headers.set(name, value);
    const { route, parameters } = matchRoute(request.method === "HEAD" ? "GET" : request.method, path);
    const body = await readJson(request, loadConfig().security.maxRequestSizeMb);
    const ifMatch = request.headers.get("if-match");
    const input = restInput(route.operation, { parameters, query: url.searchParams, body, ifMatch });
    const idempotencyKey = request.headers.get("idempotency-key");
    const output = await run(route.operation, doorContext(actor, { requestId, idempotencyKey }), input);
    return success(route.operation, output, { requestId, headers, url });
  } catch (error) {
    const wrongMethod = error instanceof TurboError && error.code === "not_allowed_method";
    if (wrongMethod) headers.set("allow", allowedMethods(path).join(", "));
    return problemResponse(error, requestId, headers);
  }
}

interface Answering {
  requestId: string;
  headers: Headers;
  url: URL;
}

function success(operation: Operation, output: unknown, { requestId, headers, url }: Answering): Response {
  headers.set("content-type", "application/json");
  headers.set("cache-control", "no-store");
  headers.set("x-request-id", requestId);
  const version = field(output, "version");
  if (typeof version === "number") headers.set("etag", `"${version}"`);
  const cursor = field(output, "nextCursor");
  if (typeof cursor === "string") headers.set("link", `<${nextPage(url, cursor)}>; rel="next"`);
  const location = createdAt(operation, output);
  if (location) headers.set("location", location);
  return new Response(JSON.stringify(output), { status: creates(operation) ? 201 : 200, headers });
}

/** Does a success mean that something new is there? */
export function creates(operation: Operation): boolean {
  return /\.(create|ask|propose)$/.test(operation.name) && (operation.rest?.startsWith("POST ") ?? false);
}

/** The address of what was made: that of any operation on one thing of its kind. */
function createdAt(operation: Operation, output: unknown): string | null {
  if (!creates(operation)) return null;
  const noun = operation.name.split(".")[0];
  const place = REST_ROUTES.find(({ segments: [first, second, ...rest] }) => {
    return first === noun && second?.startsWith(":") && rest.length === 0;
  });
  const key = field(output, "key") ?? field(output, "id");
  return place && typeof key === "string" ? `${BASE}/${noun}/${encodeURIComponent(key)}` : null;
}

function nextPage(url: URL, cursor: string): string {
  const query = new URLSearchParams(url.searchParams);
  query.set("cursor", cursor);
  return `${url.pathname}?${query}`;
}

function field(output: unknown, name: string): unknown {
  return typeof output === "object" && output !== null ? (output as Record<string, unknown>)[name] : undefined;
}
