import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { type Home, isOwnHost, mayCall } from "./origins.ts";

/**
 * The first thing every door does: refuses a request that names another host (a web page that points its own name at
 * this machine) or comes from a foreign page.
 */
export function guardRequest(request: Request, home: Home = loadConfig()): void {
  const host = hostHeader(request);
  const origin = request.headers.get("origin");
  if (!isOwnHost(home, host)) {
    throw new TurboError(
      "wrong_host",
      `Turbo does not answer for the host "${host.slice(0, 200)}". ${hostAdvice(home)} Nothing was done.`,
    );
  }
  if (origin !== null && !mayCall(home, origin, host)) {
    throw new TurboError(
      "forbidden",
      `Pages of ${origin.slice(0, 200)} may not call Turbo. Nothing was done. If they should, add the origin to security.cors_origins.`,
    );
  }
}

/** The host a request names: its header, or the address it was made with. */
export function hostHeader(request: Request): string {
  return request.headers.get("host") ?? new URL(request.url).host;
}

function hostAdvice({ bound, server }: Home): string {
  if (bound === "loopback") return `Open http://127.0.0.1:${server.port} instead.`;
  return `Use ${server.publicUrl}, the server.public_url of this instance.`;
}
