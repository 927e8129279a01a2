import { expect, test } from "vitest";
import { TurboError } from "#lib/core/errors";
import { guardRequest } from "./guard.ts";
import type { Home } from "./origins.ts";

const LOCAL: Home = {
  bound: "loopback",
  server: { port: 4140, publicUrl: null },
  security: { corsOrigins: ["https://tools.example"] },
};
const WIDE: Home = { ...LOCAL, bound: "wide", server: { port: 3000, publicUrl: "https://plan.example" } };

function refusal(headers: Record<string, string>, home = LOCAL): TurboError | null {
  try {
    guardRequest(new Request("http://127.0.0.1:4140/api/v1/issues", { headers }), home);
    return null;
  } catch (error) {
    if (error instanceof TurboError) return error;
    throw error;
  }
}

test("our own host passes, with our own page, a listed one, or no page at all", () => {
  expect(refusal({ host: "127.0.0.1:4140" })).toBeNull();
  expect(refusal({ host: "localhost:4140", origin: "http://localhost:4140" })).toBeNull();
  expect(refusal({ host: "localhost:4140", origin: "https://tools.example" })).toBeNull();
});

test("a name that was pointed at this machine is refused as a wrong host, and told the right address", () => {
  const error = refusal({ host: "rebound.example:4140" });
  expect(error?.code).toBe("wrong_host");
  expect(error?.message).toContain("http://127.0.0.1:4140");
});

test("bound wide, another host than the public one is refused", () => {
  expect(refusal({ host: "plan.example" }, WIDE)).toBeNull();
  const error = refusal({ host: "other.example" }, WIDE);
  expect(error?.code).toBe("wrong_host");
  expect(error?.message).toContain("https://plan.example");
});

test("a foreign page is refused and the setting that would allow it is named", () => {
  const error = refusal({ host: "127.0.0.1:4140", origin: "https://evil.example" });
  expect(error?.code).toBe("forbidden");
  expect(error?.message).toContain("security.cors_origins");
  expect(refusal({ host: "127.0.0.1:4140", origin: "null" })?.code).toBe("forbidden");
});
