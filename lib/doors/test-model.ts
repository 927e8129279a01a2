import { testModel } from "#lib/ai/test-model";
import { guardRequest } from "#lib/auth/guard";
import { loadConfig } from "#lib/core/config";
import { parseInput } from "#lib/core/parse-input";
import { TestedModel } from "#lib/domain/ai/schema";
import { corsHeaders, preflight } from "./cors.ts";
import { doorContext } from "./door-context.ts";
import { problemResponse } from "./problem-response.ts";
import { readJson } from "./read-json.ts";
import { requestIdOf } from "./request-id.ts";
import { requireAdmin } from "./require-admin.ts";

/** Answers POST /api/v1/ai/test. It is no operation: what goes over the network holds no transaction open. */
export async function answerTestModel(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const headers = new Headers(corsHeaders(request.headers));
  try {
    guardRequest(request);
    if (request.method === "OPTIONS") return preflight(request, ["POST"]);
    const actor = await requireAdmin(request, "ai.test");
    const body = await readJson(request, loadConfig().security.maxRequestSizeMb);
    const { provider } = parseInput(TestedModel, body ?? {});
    const tested = await testModel(doorContext(actor, { requestId }), provider);
    headers.set("cache-control", "no-store");
    headers.set("x-request-id", requestId);
    return Response.json(tested, { headers });
  } catch (error) {
    return problemResponse(error, requestId, headers);
  }
}
