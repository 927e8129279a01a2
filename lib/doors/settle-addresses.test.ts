import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { addressHeader, addressOf } from "#lib/auth/caller";
import { trustedProxies } from "#lib/core/trusted-proxies";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { freePort } from "#lib/testing/free-port";
import { serve } from "#lib/testing/serve";
import { answerRest } from "./rest.ts";
import { settleAddresses } from "./settle-addresses.ts";

let world: DoorWorld;
let stop: () => Promise<void>;
let end = () => {};
let heard: Headers;
beforeAll(async () => {
  const port = await freePort();
  world = await makeDoorWorld("sqlite", port, { TURBO_RATE_LIMIT_PER_MINUTE: "3" });
  stop = await serve(port, (request) => {
    heard = request.headers;
    return answerRest(request);
  });
});
afterEach(() => end());
afterAll(async () => {
  await stop();
  await world.close();
});

/** The statuses of tries with a wrong key, one for each of the headers. */
async function wrongKeys(tries: readonly Record<string, string>[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const headers of tries) {
    const answer = await fetch(`${world.origin}/api/v1/me`, { headers: { "x-api-key": "turbo_wrong", ...headers } });
    statuses.push(answer.status);
  }
  return statuses;
}

const addresses = (start: number, count: number) =>
  Array.from({ length: count }, (_, n) => ({ "x-forwarded-for": `203.0.113.${start + n}` }));

test("wrong keys from one address are refused after a few, whatever addresses they name", async () => {
  end = settleAddresses(trustedProxies([]));
  expect(await wrongKeys(addresses(1, 5))).toEqual([401, 401, 401, 429, 429]);
  for (const name of ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "fly-client-ip"]) {
    await wrongKeys([{ [name]: "203.0.113.1" }]);
    expect([name, heard.get(name), addressOf(heard)]).toEqual([name, null, "127.0.0.1"]);
  }
});

test("behind a trusted proxy each client counts for itself, as the proxy saw it", async () => {
  end = settleAddresses(trustedProxies(["loopback"]));
  expect(await wrongKeys(addresses(101, 4))).toEqual([401, 401, 401, 401]);
  const spoofed = Array.from({ length: 4 }, (_, n) => ({ "x-forwarded-for": `203.0.113.${n}, 198.51.100.9` }));
  expect(await wrongKeys(spoofed)).toEqual([401, 401, 401, 429]);
});

test("no caller can say the address by the header that hands it on, which another process names otherwise", async () => {
  end = settleAddresses(trustedProxies([]));
  await wrongKeys([{ [addressHeader()]: "203.0.113.1" }, { "x-turbo-address": "203.0.113.1" }]);
  expect(addressOf(heard)).toBe("127.0.0.1");
  expect(addressHeader()).toMatch(/^x-turbo-address-[0-9a-f]{36}$/);
});
