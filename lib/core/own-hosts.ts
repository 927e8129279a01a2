import type { Config } from "./config.ts";

/** Names of this machine for itself. */
export const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

type Home = Pick<Config, "bound"> & { server: Pick<Config["server"], "port" | "publicUrl"> };

const KNOWN = new WeakMap<Home, readonly string[] | null>();

/** The hosts (name and port) under which this server may be called; null when any will do. */
export function ownHosts(home: Home): readonly string[] | null {
  const known = KNOWN.get(home);
  if (known !== undefined) return known;
  const hosts = hostsOf(home);
  KNOWN.set(home, hosts);
  return hosts;
}

function hostsOf({ bound, server }: Home): string[] | null {
  const published = server.publicUrl ? [new URL(server.publicUrl).host] : [];
  if (bound === "loopback") return [...LOOPBACK.map((name) => hostOf(`http://${name}:${server.port}`)), ...published];
  return published.length > 0 ? published : null;
}

/** Lower-case name and port of an address, without a port that is the scheme's own; empty where it cannot be read. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "";
}
