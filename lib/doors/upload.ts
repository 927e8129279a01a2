import { guardRequest } from "#lib/auth/guard";
import { loadConfig } from "#lib/core/config";
import { invalidField, TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { checkUpload } from "#lib/domain/attachments/check-upload";
import { createAttachment } from "#lib/domain/attachments/create-attachment";
import { requireSize, takeIn } from "#lib/domain/attachments/take-in";
import { callerOfRequest, restDoor, takeTurnOf } from "./caller.ts";
import { corsHeaders, preflight } from "./cors.ts";
import { doorContext } from "./door-context.ts";
import { problemResponse } from "./problem-response.ts";
import { rateLimitHeaders } from "./rate-limit.ts";
import { requestChunks } from "./request-chunks.ts";
import { requestIdOf } from "./request-id.ts";

/**
 * Answers POST /api/v1/attachments?on=KEY&name=FILE, whose body is the file. Who asks and what for is settled before the
 * first byte is taken.
 */
export async function answerUpload(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const headers = new Headers(corsHeaders(request.headers));
  const chunks = requestChunks(request);
  try {
    guardRequest(request);
    if (request.method === "OPTIONS") return preflight(request, ["GET", "POST"]);
    const actor = await callerOfRequest(request, restDoor(request.headers));
    const turn = rateLimitHeaders(takeTurnOf(actor));
    for (const [name, value] of Object.entries(turn)) headers.set(name, value);
    requireFile(request.headers);
    const { on, name } = target(new URL(request.url).searchParams);
    const limits = loadConfig().uploads;
    requireSize(limits, Number(request.headers.get("content-length") ?? 0));
    const ctx = doorContext(actor, { requestId, idempotencyKey: request.headers.get("idempotency-key") });
    await run(checkUpload, ctx, { on });
    const made = await takeIn(ctx.database.contents, { name, body: chunks, limits }, (file) =>
      run(createAttachment, ctx, { on, ...file }),
    );
    headers.set("cache-control", "no-store");
    headers.set("x-request-id", requestId);
    headers.set("location", `/api/v1/attachments/${made.id}`);
    return Response.json(made, { status: 201, headers });
  } catch (error) {
    return problemResponse(error, requestId, headers);
  }
}

function target(query: URLSearchParams): { on: string; name: string } {
  const unknown = [...query.keys()].find((name) => name !== "on" && name !== "name");
  if (unknown !== undefined) throw invalidField(unknown.slice(0, 100), "There is no such field.");
  const [on, name] = [query.get("on"), query.get("name")];
  if (!on) throw invalidField("on", "Say what to attach the file to: ?on=TURBO-12.");
  if (!name) throw invalidField("name", "Say what the file is called: ?name=screenshot.png.");
  return { on, name };
}

function requireFile(headers: Headers): void {
  if (!headers.get("content-type")?.toLowerCase().startsWith("multipart/")) return;
  throw new TurboError(
    "unsupported_media",
    "Send the bytes of the file as the body, not as a form: curl -T FILE, or --data-binary @FILE.",
  );
}
