import { BlockList, isIP } from "node:net";

/** Names for networks that proxies stand in. */
const NETWORKS: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  linklocal: ["169.254.0.0/16", "fe80::/10"],
  uniquelocal: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/** The proxy of Fly.io: it calls from a private network and tells the client in a header of its own. */
const FLY = "fly";

/** Is this the name or address of proxies: `loopback`, `fly`, `10.1.2.3`, `2001:db8::/32`? */
export function isProxyName(text: string): boolean {
  if (text === FLY || Object.hasOwn(NETWORKS, text)) return true;
  const [address = "", bits, ...more] = text.split("/");
  const most = isIP(address) === 6 ? 128 : 32;
  if (isIP(address) === 0 || address.includes("%") || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
}

/** Proxies that are believed, and what they say of a request. */
export interface TrustedProxies {
  trusts(address: string): boolean;
  /** The header in which they write the client alone; null where the client is one of `X-Forwarded-For`. */
  clientHeader: "fly-client-ip" | null;
}

export function trustedProxies(names: readonly string[]): TrustedProxies {
  const list = new BlockList();
  for (const name of names) {
    for (const network of NETWORKS[name === FLY ? "uniquelocal" : name] ?? [name]) {
      const [address = "", bits] = network.split("/");
      const family = isIP(address) === 6 ? "ipv6" : "ipv4";
      list.addSubnet(address, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
    }
  }
  return {
    trusts(text) {
      const address = plainAddress(text);
      return isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
    },
    clientHeader: names.includes(FLY) ? "fly-client-ip" : null,
  };
}

interface Said {
  [header: string]: string | string[] | undefined;
}

/**
 * The address of who made a request that came from `peer`: the last one that no trusted proxy has, going back from the
 * nearest. What an untrusted one wrote counts for nothing.
 */
export function clientAddress(peer: string, headers: Said, proxies: TrustedProxies): string {
  const said = headers[proxies.clientHeader ?? "x-forwarded-for"] ?? "";
  let address = plainAddress(peer);
  for (const hop of String(said).split(",").map(plainAddress).reverse()) {
    if (!proxies.trusts(address) || isIP(hop) === 0) break;
    address = hop;
    if (proxies.clientHeader) break;
  }
  return address;
}

/** An address without the port that some write behind it and without its interface, and one of IPv4 as such. */
function plainAddress(text: string): string {
  const bare = /^\[(.*)\](?::\d+)?$/.exec(text.trim())?.[1] ?? text.trim().replace(/^([\d.]+):\d+$/, "$1");
  return bare.replace(/%.*$/, "").replace(/^::ffff:(?=[\d.]+$)/i, "");
}
