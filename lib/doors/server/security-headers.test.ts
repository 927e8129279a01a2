import { afterAll, beforeAll, expect, test } from "vitest";
import { type GatedServer, gatedServer } from "#lib/testing/gated-server";
import { NONCE_HEADER, saySecurityHeaders } from "./security-headers.ts";

let at: GatedServer;
beforeAll(async () => {
  at = await gatedServer([saySecurityHeaders()], (request, response) => {
    response.end(String(request.headers[NONCE_HEADER] ?? "none"));
  });
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

test("A page's scripts are those that hold a nonce of this one answer, which the page is told.", async () => {
  const nonces: string[] = [];
  for (const path of ["/", "/", "/no-such-page", "/sign-in?x=1"]) {
    const answer = await fetch(`http://127.0.0.1:${at.port}${path}`, { headers: { [NONCE_HEADER]: "chosen" } });
    const nonce = await answer.text();
    const scripts = answer.headers.get("content-security-policy")?.match(/script-src ([^;]+)/)?.[1];
    expect(scripts).toBe(`'nonce-${nonce}' 'strict-dynamic'`);
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    nonces.push(nonce);
  }
  expect(new Set(nonces).size).toBe(nonces.length);
});

test.each(["/api/v1/issues", "/_next/static/a.js", "/metrics", "/mcp"])(
  "What is no page has no inline script: %s",
  async (path) => {
    expect(await policyOf(path)).toContain("script-src 'self';");
  },
);
