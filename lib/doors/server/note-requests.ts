import type { IncomingMessage } from "node:http";
import type { Logger } from "pino";
import { observe, secondsSince } from "#lib/core/metrics";
import { plainRequestId } from "../request-id.ts";
import type { Gate } from "./gates.ts";

/** Where a request comes in, of which there are a few. */
export type Entrance = "web" | "rest" | "cli" | "mcp" | "events" | "sign-in" | "page" | "static" | "health" | "admin";

const ENTRANCES: readonly (readonly [path: RegExp, entrance: Entrance])[] = [
  [/^\/(api\/)?mcp(\/|$)/, "mcp"],
  [/^\/api\/events$/, "events"],
  [/^\/(api\/(auth|set-up|join|reset|sign-in|passkeys)|enter|sign-in|setup|join|reset)(\/|$)/, "sign-in"],
  [/^\/(api\/)?health(\/|$)/, "health"],
  [/^\/(metrics|admin)(\/|$)/, "admin"],
  [/^\/_next\/|^\/[^/]+\.[a-z0-9]+$/, "static"],
];
/** What comes often and tells nothing is in the log from debug on. */
const QUIET: readonly Entrance[] = ["static", "health", "admin"];
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const UNDER_WAY = Symbol.for("turbo.requests-under-way");
const shared = globalThis as { [UNDER_WAY]?: number };
export const requestsUnderWay = () => shared[UNDER_WAY] ?? 0;

/** Gives every request its id, and counts and logs it once it is over. The log never has what stands behind a `?`. */
export function noteRequests(log: Logger): Gate {
  return (request, response) => {
    const since = performance.now();
    const requestId = settleRequestId(request);
    response.setHeader("x-request-id", requestId);
    const path = (request.url ?? "").split("?")[0] ?? "";
    const method = request.method ?? "";
    const entrance = entranceOf(path, request);
    shared[UNDER_WAY] = requestsUnderWay() + 1;
    response.once("close", () => {
      shared[UNDER_WAY] = requestsUnderWay() - 1;
      const seconds = secondsSince(since);
      const { statusCode: status, writableFinished } = response;
      const counted = METHODS.includes(method) ? method : "other";
      const labels = { door: entrance, method: counted, status: `${Math.floor(status / 100)}xx` };
      observe("turbo_http_request_duration_seconds", labels, seconds);
      const noted = {
        requestId,
        door: entrance,
        method,
        path: path.slice(0, 300),
        status,
        ms: Math.round(seconds * 10_000) / 10,
        ...(writableFinished ? {} : { cut: true }),
      };
      if (QUIET.includes(entrance)) log.debug(noted, "request");
      else log.info(noted, "request");
    });
    return false;
  };
}

/** The caller's own id where it is plain, else a new one; whoever answers finds it in the headers. */
function settleRequestId(request: IncomingMessage): string {
  const requestId = plainRequestId(request.headers["x-request-id"]);
  request.headers["x-request-id"] = requestId;
  return requestId;
}

export function entranceOf(path: string, { headers }: IncomingMessage): Entrance {
  const found = ENTRANCES.find(([pattern]) => pattern.test(path));
  if (found) return found[1];
  if (!path.startsWith("/api/")) return "page";
  if (!headers["x-api-key"] && !headers.authorization) return "web";
  return headers["x-turbo-door"] === "cli" ? "cli" : "rest";
}
