import type { Config } from "#lib/core/config";
import { hostOf, LOOPBACK, ownHosts } from "#lib/core/own-hosts";

/** What of the configuration says at which addresses Turbo is at home. */
export type Home = Pick<Config, "bound"> & {
  server: Pick<Config["server"], "port" | "publicUrl">;
  security: Pick<Config["security"], "corsOrigins">;
};

/** A name or address with an optional port, and nothing that a URL would read as something else. */
const HOST = /^[\w.:[\]-]+$/;

/** Whether a request that names `host` is for us. */
export function isOwnHost(home: Home, host: string): boolean {
  if (!HOST.test(host)) return false;
  const hosts = ownHosts(home);
  return hosts === null || hosts.includes(hostOf(`http://${host}`));
}

/** Whether an `Origin` is one of our own pages, as served under `host`. */
export function isOwnOrigin(home: Home, origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (url.origin !== origin || !["http:", "https:"].includes(url.protocol)) return false;
  if (home.server.publicUrl && origin === new URL(home.server.publicUrl).origin) return true;
  const hosts = home.bound === "loopback" ? LOOPBACK.map((name) => `${name}:${home.server.port}`) : [host];
  if (home.bound === "wide" && home.server.publicUrl) return false;
  return hosts.some((own) => [`http://${own}`, `https://${own}`].some((whole) => originOf(whole) === origin));
}

/** Whether an `Origin` may call at all: ours, or one that the operator listed. */
export function mayCall(home: Home, origin: string, host: string): boolean {
  return isOwnOrigin(home, origin, host) || home.security.corsOrigins.includes(origin);
}

function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : "";
}
