import { isIP } from "node:net";
import type { Config } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import type { PasskeyPlace } from "#lib/core/passkeys";
import { ownPage } from "./own-page.ts";

/** The page of ours that asks for a passkey. Throws where it stands at an address instead of a name. */
export function passkeyPlace(request: Request, config: Config): PasskeyPlace {
  const origin = ownPage(request, config);
  const host = new URL(origin).hostname;
  if (isIP(host.replace(/^\[|\]$/g, "")) === 0) return { origin, host };
  throw new TurboError(
    "refused",
    `Browsers keep no passkeys for an address like ${host}, only for a name like localhost.`,
  );
}
