import { problemDetails, TurboError } from "#lib/core/errors";
import { doorLog } from "./door-context.ts";

/** The answer to a request that failed: problem details of RFC 9457. Anything but a TurboError is logged as a bug. */
export function problemResponse(thrown: unknown, requestId: string, headers = new Headers()): Response {
  if (thrown instanceof TurboError) doorLog().debug({ requestId, code: thrown.code }, "a request was refused");
  else doorLog().error({ err: thrown, requestId }, "a request failed");
  const problem = problemDetails(thrown, requestId);
  headers.set("content-type", "application/problem+json");
  headers.set("cache-control", "no-store");
  headers.set("x-request-id", requestId);
  if (problem.retryAfter !== undefined) headers.set("retry-after", String(Math.max(1, Math.ceil(problem.retryAfter))));
  if (problem.status === 401 && !headers.has("www-authenticate")) headers.set("www-authenticate", "Bearer");
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}
