import { addressOf } from "#lib/auth/caller";
import { guardRequest } from "#lib/auth/guard";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { problemResponse } from "./problem-response.ts";
import { requireTurn, takeTurn } from "./rate-limit.ts";
import { readJson } from "./read-json.ts";
import { requestIdOf } from "./request-id.ts";

/** What a form of a few short fields may bring, in MB. */
const LIMIT = 0.1;

/**
 * Answers what a page sends of somebody who is not signed in yet. Whoever keeps sending what lets nobody in is refused
 * like one who keeps sending wrong keys.
 */
export async function answerStranger(
  request: Request,
  answer: (body: unknown, requestId: string) => Promise<Response>,
): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const perMinute = loadConfig().security.rateLimitPerMinute;
  const address = { by: "address", id: addressOf(request.headers) } as const;
  try {
    guardRequest(request);
    requireTurn(address, perMinute);
    return await answer(await readJson(request, LIMIT), requestId);
  } catch (error) {
    return problemResponse(counted(error, address, perMinute), requestId);
  }
}

function counted(error: unknown, address: Parameters<typeof takeTurn>[0], perMinute: number): unknown {
  if (!(error instanceof TurboError) || error.code !== "unauthenticated") return error;
  try {
    takeTurn(address, perMinute);
    return error;
  } catch (tooMany) {
    return tooMany;
  }
}
