import { headers } from "next/headers";
import { loadConfig } from "#lib/core/config";
import { instanceDatabase } from "#lib/db/instance";
import { orComeBack } from "./or-come-back.ts";
import { isOwnHost } from "./origins.ts";
import { isSetUpOpen } from "./set-up.ts";

/** How somebody who is not signed in gets in. */
export interface WayIn {
  /** Turbo is bound to this machine: `turbo open` signs a browser in. */
  local: boolean;
  /** Nobody can sign in yet, and the set-up page makes the first owner. */
  setUp: boolean;
  /** Somebody has a password. */
  passwords: boolean;
  /** Somebody has a passkey for the name of this page. */
  passkeys: boolean;
  /** People sign in by GitHub, too. */
  github: boolean;
  /** The page was called under another host than ours; what to open instead. */
  elsewhere: string | null;
}

export async function wayIn(): Promise<WayIn> {
  const config = loadConfig();
  const { server, bound } = config;
  const local = bound === "loopback";
  const host = (await headers()).get("host") ?? "";
  const own = isOwnHost(config, host);
  const home = local ? `http://127.0.0.1:${server.port}` : server.publicUrl;
  return {
    local,
    setUp: !local && (await orComeBack(isSetUpOpen(instanceDatabase()))),
    passwords: await orComeBack(somebodyHasPassword()),
    passkeys: await orComeBack(somebodyHasPasskey(hostName(host))),
    github: config.github !== null,
    elsewhere: own ? null : home,
  };
}

async function somebodyHasPasskey(place: string): Promise<boolean> {
  const where = { place, user: { disabledAt: null, system: false } };
  return (await instanceDatabase().reader.passkey.findFirst({ where, select: { id: true } })) !== null;
}

/** A Host header without its port. */
function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, "");
}

async function somebodyHasPassword(): Promise<boolean> {
  const where = { passwordHash: { not: null }, disabledAt: null, system: false };
  return (await instanceDatabase().reader.user.findFirst({ where, select: { id: true } })) !== null;
}
