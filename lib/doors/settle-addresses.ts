import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { addressHeader } from "#lib/auth/caller";
import { clientAddress, type TrustedProxies } from "#lib/core/trusted-proxies";
import { doorLog } from "./door-context.ts";

/** What a proxy says of the request that it hands on, as far as anything here reads it. */
const OF_PROXIES = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "fly-client-ip"];

/**
 * From now on, every request that this process gets says where it came from in `addressHeader`, and what a proxy would say
 * is taken out unless a trusted one said it. Node tells of a request before any listener has it; where that came too late,
 * in the first moments of a process, the address is unknown. Answers what ends it.
 */
export function settleAddresses(proxies: TrustedProxies): () => void {
  let told = false;
  const hear = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    if (!told && "x-forwarded-for" in request.headers && !isTrusted(request, proxies)) {
      told = true;
      doorLog().warn(
        { from: request.socket.remoteAddress },
        "X-Forwarded-For was not believed. If it came from your proxy, name that in server.trusted_proxies.",
      );
    }
    settleAddress(request, proxies);
  };
  subscribe(REQUEST, hear);
  return () => unsubscribe(REQUEST, hear);
}

const REQUEST = "http.server.request.start";

function settleAddress(request: IncomingMessage, proxies: TrustedProxies): void {
  const { headers, socket } = request;
  const address = clientAddress(socket.remoteAddress ?? "unknown", headers, proxies);
  if (!isTrusted(request, proxies)) for (const name of OF_PROXIES) delete headers[name];
  headers[addressHeader()] = address;
}

function isTrusted({ socket }: IncomingMessage, proxies: TrustedProxies): boolean {
  return proxies.trusts(socket.remoteAddress ?? "unknown");
}
