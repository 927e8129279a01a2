import { TurboError } from "#lib/core/errors";
import { doorLog } from "../door-context.ts";

interface Asked {
  path: string;
  headers: Record<string, string | string[] | undefined>;
}

/** Logs what a page failed with, under the request's id. A refusal is what the page itself tells. */
export function logPageError(error: unknown, { path, headers }: Asked, log = doorLog()): void {
  const requestId = headers["x-request-id"];
  const where = { requestId, path: path.split("?")[0] };
  if (error instanceof TurboError) log.debug({ ...where, code: error.code }, "a page was refused");
  else log.error({ ...where, err: error }, "a page failed");
}
