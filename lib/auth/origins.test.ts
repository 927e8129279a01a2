import { describe, expect, test } from "vitest";
import { type Home, isOwnHost, isOwnOrigin, mayCall } from "./origins.ts";

function home(given: { bound?: Home["bound"]; publicUrl?: string; corsOrigins?: string[]; port?: number } = {}): Home {
  const { bound = "loopback", publicUrl = null, corsOrigins = [], port = 4140 } = given;
  return { bound, server: { port, publicUrl }, security: { corsOrigins } };
}

describe("bound to loopback", () => {
  test.each(["127.0.0.1:4140", "localhost:4140", "LOCALHOST:4140", "[::1]:4140"])("the host %s is ours", (host) => {
    expect(isOwnHost(home(), host)).toBe(true);
  });

  test.each([
    "evil.example:4140",
    "localhost.evil.example:4140",
    "127.0.0.1",
    "127.0.0.1:4141",
    "localhost.:4140",
    "0.0.0.0:4140",
    "a@127.0.0.1:4140/x",
    "",
  ])("the host %j is not ours", (host) => {
    expect(isOwnHost(home(), host)).toBe(false);
  });

  test("on port 80 the host needs no port", () => {
    expect(isOwnHost(home({ port: 80 }), "localhost")).toBe(true);
  });

  test.each(["http://127.0.0.1:4140", "http://localhost:4140", "http://[::1]:4140"])(
    "the origin %s is ours",
    (origin) => {
      expect(isOwnOrigin(home(), origin, "127.0.0.1:4140")).toBe(true);
    },
  );

  test.each([
    "http://evil.example",
    "http://127.0.0.1:4141",
    "http://localhost:4140.evil.example",
    "http://localhost:4140/",
    "null",
    "",
    "file://",
    "chrome-extension://abcdef",
  ])("the origin %j is foreign", (origin) => {
    expect(mayCall(home(), origin, "127.0.0.1:4140")).toBe(false);
  });
});

describe("bound wide", () => {
  test("without a public address any host is ours, and its own origin by http and https", () => {
    const wide = home({ bound: "wide" });
    expect(isOwnHost(wide, "plan.example")).toBe(true);
    expect(isOwnOrigin(wide, "https://plan.example", "plan.example")).toBe(true);
    expect(isOwnOrigin(wide, "http://plan.example", "plan.example")).toBe(true);
    expect(isOwnOrigin(wide, "https://evil.example", "plan.example")).toBe(false);
  });

  test("with a public address only that one is ours", () => {
    const wide = home({ bound: "wide", publicUrl: "https://plan.example" });
    expect(isOwnHost(wide, "plan.example")).toBe(true);
    expect(isOwnHost(wide, "10.0.0.7:3000")).toBe(false);
    expect(isOwnOrigin(wide, "https://plan.example", "plan.example")).toBe(true);
    expect(isOwnOrigin(wide, "http://plan.example", "plan.example")).toBe(false);
  });
});

test("an origin that the operator listed may call but is not our own page", () => {
  const listed = home({ corsOrigins: ["https://tools.example"] });
  expect(mayCall(listed, "https://tools.example", "127.0.0.1:4140")).toBe(true);
  expect(isOwnOrigin(listed, "https://tools.example", "127.0.0.1:4140")).toBe(false);
});
