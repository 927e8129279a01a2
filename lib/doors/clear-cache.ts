import { guardRequest } from "#lib/auth/guard";
import { processCache } from "#lib/core/cache";
import { problemResponse } from "./problem-response.ts";
import { requestIdOf } from "./request-id.ts";
import { requireAdmin } from "./require-admin.ts";

/** Answers POST /admin/cache/clear: everything that was kept is made anew when it is asked for. */
export async function answerClearCache(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    guardRequest(request);
    await requireAdmin(request, "/admin/cache/clear");
    const cache = processCache();
    await cache?.clear();
    const headers = { "cache-control": "no-store", "x-request-id": requestId };
    return Response.json({ cache: (await cache?.state()) ?? null }, { headers });
  } catch (error) {
    return problemResponse(error, requestId);
  }
}
