import type { Config } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { hostHeader } from "./guard.ts";
import { isOwnOrigin } from "./origins.ts";

/** The origin of the page of ours that asks. Throws `forbidden` for whatever else does. */
export function ownPage(request: Request, config: Config): string {
  const origin = request.headers.get("origin");
  if (origin !== null && isOwnOrigin(config, origin, hostHeader(request))) return origin;
  throw new TurboError("forbidden", "Only Turbo's own pages sign people in. Nothing was done.");
}
