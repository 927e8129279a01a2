import { afterAll, beforeAll, expect, test } from "vitest";
import { type GatedServer, gatedServer } from "#lib/testing/gated-server";
import { saySecurityHeaders } from "./security-headers.ts";

let at: GatedServer;
beforeAll(async () => {
  at = await gatedServer([saySecurityHeaders()], (_, response) => void response.end("passed"));
});
afterAll(() => at.close());

const policyOf = async (path: string) => {
  const { headers } = await fetch(`http://127.0.0.1:${at.port}${path}`);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  return headers.get("content-security-policy");
};

test.each(["/", "/issues/APP-1", "/api/v1/issues", "/api/v1/attachments/1", "/health"])(
  "%s has the policy of pages",
  async (path) => {
    expect(await policyOf(path)).toContain("frame-ancestors 'none'");
  },
);

test.each(["content", "content?download=1", "content/"])("what was attached runs nothing: %s", async (end) => {
  expect(await policyOf(`/api/v1/attachments/0198/${end}`)).toBe("sandbox; default-src 'none'");
});

test.each([
  ["/join?token=secret", "no-referrer"],
  ["/reset?token=secret", "no-referrer"],
  ["/reset/?token=secret", "no-referrer"],
  ["/joined", "same-origin"],
  ["/settings", "same-origin"],
])("what the page %s asks for tells its address so: %s", async (path, policy) => {
  const { headers } = await fetch(`http://127.0.0.1:${at.port}${path}`);
  expect(headers.get("referrer-policy")).toBe(policy);
});
