import { loadConfig } from "#lib/core/config";
import { problemDetails } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { instanceDatabase } from "#lib/db/instance";
import { enter } from "./enter.ts";
import { guardRequest } from "./guard.ts";

/** GET /enter?token=…: what `start` and `turbo open` print. */
export async function answerEnter(request: Request): Promise<Response> {
  try {
    guardRequest(request);
    return await enter(request, loadConfig(), instanceDatabase());
  } catch (error) {
    const problem = problemDetails(error, newId());
    const retry: Record<string, string> =
      problem.retryAfter === undefined ? {} : { "retry-after": String(problem.retryAfter) };
    return new Response(`${problem.title}\n\n${problem.detail}\n`, {
      status: problem.status,
      headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...retry },
    });
  }
}
