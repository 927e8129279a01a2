import { createHash, timingSafeEqual } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { guardRequest } from "#lib/auth/guard";
import { TURBO_ITSELF } from "#lib/core/actor";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { lapseClaims } from "#lib/domain/claims/lapse-claims";
import { doorContext } from "./door-context.ts";
import { instanceRunner, settleInstanceSchedules } from "./instance-jobs.ts";
import { problemResponse } from "./problem-response.ts";
import { requestIdOf } from "./request-id.ts";

/** How long one call may take, in milliseconds; what is left waits for the next one. Hosts end a request after ten seconds and more. */
const BUDGET = 8_000;
/** How long what runs may take to end when that time is over. */
const ENDING = 1_000;

/** Runs what is due, for a host whose scheduler knows the secret, and answers what it did. */
export async function answerCron(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    guardRequest(request);
    requireSecret(request.headers.get("authorization"), loadConfig().jobs.cronSecret);
    const { ended: lapsed } = await run(lapseClaims, doorContext(TURBO_ITSELF), {});
    await settleInstanceSchedules();
    const runner = instanceRunner();
    const ran = await runner.runDue(BUDGET);
    await Promise.race([runner.stop(), sleep(ENDING)]);
    return Response.json({ ran, lapsed }, { headers: { "cache-control": "no-store", "x-request-id": requestId } });
  } catch (error) {
    return problemResponse(error, requestId);
  }
}

/** Throws `not_found` where there is no secret, `unauthenticated` where another one was sent. */
export function requireSecret(header: string | null, secret: string | null): void {
  if (secret === null)
    throw new TurboError(
      "not_found",
      "This door is closed: jobs.cron_secret is not set. Set TURBO_CRON_SECRET to open it.",
    );
  const digest = (text: string) => createHash("sha256").update(text).digest();
  if (timingSafeEqual(digest(header ?? ""), digest(`Bearer ${secret}`))) return;
  throw new TurboError(
    "unauthenticated",
    "The secret is missing or wrong. Send it as Authorization: Bearer and the value of jobs.cron_secret.",
  );
}
