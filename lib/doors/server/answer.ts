import type { IncomingMessage, ServerResponse } from "node:http";
import { problemDetails, type TurboError } from "#lib/core/errors";
import { plainRequestId } from "../request-id.ts";

/** Answers a request with problem details before Next has seen it. */
export function answerProblem(
  request: IncomingMessage,
  response: ServerResponse,
  error: TurboError,
  headers: Record<string, string> = {},
): true {
  const requestId = plainRequestId(request.headers["x-request-id"]);
  const problem = problemDetails(error, requestId);
  response.writeHead(problem.status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-request-id": requestId,
    ...(error.retryAfter === undefined ? {} : { "retry-after": String(Math.ceil(error.retryAfter)) }),
    ...headers,
  });
  response.end(request.method === "HEAD" ? undefined : JSON.stringify(problem));
  return true;
}
