import NextAuth from "next-auth";
import { loadConfig } from "#lib/core/config";
import { trustRequestHost } from "#lib/core/env-of-packages";
import { problemDetails, TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { requireDatabase } from "#lib/db/require-database";
import { authOptions } from "./auth-options.ts";
import { guardRequest } from "./guard.ts";
import { isOwnHost } from "./origins.ts";

interface Place {
  params: Promise<{ nextauth: string[] }>;
}

/** next-auth's own addresses under /api/auth, after the rules of host and origin that every door has. */
export async function answerAuth(request: Request, place: Place): Promise<Response> {
  try {
    guardRequest(request);
    requireOwnForwardedHost(request);
    requireShortBody(request);
    // next-auth takes any failure for a wrong password or an ended sign-in, and throws the session away.
    await requireDatabase();
    trustRequestHost();
    return await NextAuth(authOptions())(request, place);
  } catch (error) {
    const problem = problemDetails(error, newId());
    const retry: Record<string, string> =
      problem.retryAfter === undefined ? {} : { "retry-after": String(problem.retryAfter) };
    return Response.json(problem, {
      status: problem.status,
      headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...retry },
    });
  }
}

/** A name, a password and what goes with them. */
const MOST_BYTES = 64 * 1024;

/** Nobody has signed in yet, and next-auth takes whatever it is sent into memory. */
function requireShortBody({ headers, body }: Request): void {
  const length = Number(headers.get("content-length") ?? (body ? Number.POSITIVE_INFINITY : 0));
  if (length <= MOST_BYTES) return;
  throw new TurboError("too_large", "A sign-in is sent with its length, which is 64 KB at most. Nothing was read.");
}

function requireOwnForwardedHost(request: Request): void {
  const forwarded = request.headers.get("x-forwarded-host");
  if (forwarded !== null && !isOwnHost(loadConfig(), forwarded)) {
    throw new TurboError("wrong_host", `Turbo does not answer for the host "${forwarded.slice(0, 200)}".`);
  }
}
