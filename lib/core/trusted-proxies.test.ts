import { expect, test } from "vitest";
import { clientAddress, isProxyName, trustedProxies } from "./trusted-proxies.ts";

const CLIENT = "203.0.113.7";
const asked = (names: string[], peer: string, forwarded?: string) =>
  clientAddress(peer, { "x-forwarded-for": forwarded }, trustedProxies(names));

test("without a trusted proxy the client is who called, whatever a header says", () => {
  expect(asked([], "198.51.100.1", CLIENT)).toBe("198.51.100.1");
  expect(asked(["loopback"], "198.51.100.1", CLIENT)).toBe("198.51.100.1");
  expect(asked([], "127.0.0.1", CLIENT)).toBe("127.0.0.1");
});

test.each([
  [["loopback"], "127.0.0.1", CLIENT],
  [["loopback"], "::1", CLIENT],
  [["loopback"], "::ffff:127.0.0.1", CLIENT],
  [["uniquelocal"], "172.18.0.1", `${CLIENT}, 10.0.0.9`],
  [["198.51.100.0/24"], "198.51.100.77", `192.0.2.1, ${CLIENT}`],
  [["2001:db8::/32"], "2001:db8::5", CLIENT],
  [["198.51.100.1"], "198.51.100.1", `${CLIENT}:4711`],
  [["linklocal"], "fe80::1%eth0", CLIENT],
])("behind %j, %s that forwards %s names the client", (names, peer, forwarded) => {
  expect(asked(names, peer, forwarded)).toBe(CLIENT);
});

test("what the client wrote before its own address counts for nothing", () => {
  expect(asked(["loopback"], "127.0.0.1", `10.0.0.1, 127.0.0.1, ${CLIENT}`)).toBe(CLIENT);
  expect(asked(["loopback"], "127.0.0.1", "10.0.0.1, nonsense")).toBe("127.0.0.1");
  expect(asked(["loopback"], "127.0.0.1", "")).toBe("127.0.0.1");
});

test("Fly.io's proxy names the client in its own header, which counts only from its network", () => {
  const headers = { "fly-client-ip": CLIENT, "x-forwarded-for": `10.0.0.1, ${CLIENT}, 66.241.124.1` };
  expect(clientAddress("172.16.5.2", headers, trustedProxies(["fly"]))).toBe(CLIENT);
  expect(clientAddress("fdaa:0:1::3", headers, trustedProxies(["fly"]))).toBe(CLIENT);
  expect(clientAddress("198.51.100.1", headers, trustedProxies(["fly"]))).toBe("198.51.100.1");
  expect(clientAddress("127.0.0.1", headers, trustedProxies(["loopback"]))).toBe("66.241.124.1");
});

test("proxies are named by address, network or one of few words", () => {
  const right = ["loopback", "linklocal", "uniquelocal", "fly", "10.1.2.3", "10.0.0.0/8", "::1", "2001:db8::/32"];
  expect(right.filter((name) => !isProxyName(name))).toEqual([]);
  const wrong = [
    "*",
    "",
    "all",
    "10.0.0.0/33",
    "10.0.0/8",
    "10.0.0.0/8/8",
    "nginx",
    "constructor",
    "::1/129",
    "1.2.3.4/x",
    "fe80::1%eth0",
  ];
  expect(wrong.filter(isProxyName)).toEqual([]);
});
