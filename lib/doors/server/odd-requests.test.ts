import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type GatedServer, gatedServer } from "#lib/testing/gated-server";
import { answerOddRequests } from "./odd-requests.ts";

let at: GatedServer;
beforeAll(async () => {
  at = await gatedServer([answerOddRequests], (request, response) => void response.end(`passed ${request.url}`));
});
afterAll(() => at.close());

interface Answer {
  status: number;
  type: string;
  allow: string;
  location: string;
  text: string;
}

function ask(method: string, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port: at.port, method, path }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece) => {
        text += piece;
      });
      const { "content-type": type = "", allow = "", location = "" } = response.headers;
      response.on("end", () => resolve({ status: response.statusCode ?? 0, type, allow, location, text }));
    });
    asked.once("error", reject).end();
  });
}

describe("What no door has is answered with problem details", () => {
  test.each([
    ["GET", "/api/v1/issues/%", 400, "malformed"],
    ["GET", "/api/v1/issues/%ff", 400, "malformed"],
    ["PATCH", "/api/v1/issues/%zz?x=1", 400, "malformed"],
    ["POST", "/mcp/tools/%c3", 400, "malformed"],
    ["GET", "/api", 404, "not_found"],
    ["GET", "/api/", 404, "not_found"],
    ["GET", "/api/v1", 404, "not_found"],
    ["POST", "/api/v2/issues", 404, "not_found"],
    ["GET", "/mcp/elsewhere", 404, "not_found"],
    ["DELETE", "/health/other", 404, "not_found"],
    ["TRACE", "/api/v1/issues", 405, "not_allowed_method"],
    ["PROPFIND", "/api/v1/issues/APP-1", 405, "not_allowed_method"],
    ["PUT", "/api/mcp", 405, "not_allowed_method"],
    ["GET", "/mcp/tools/get", 405, "not_allowed_method"],
    ["GET", "/admin/cache/clear", 405, "not_allowed_method"],
    ["POST", "/admin/audit", 405, "not_allowed_method"],
    ["POST", "/api/events", 405, "not_allowed_method"],
    ["POST", "/health", 405, "not_allowed_method"],
    ["GET", "/api/v1/changes?__proto__=1", 422, "invalid"],
    ["GET", "/api/v1/changes?limit=1&%5f_proto__", 422, "invalid"],
  ])("%s %s: %i %s", async (method, path, status, code) => {
    const answer = await ask(method, path);
    expect(answer).toMatchObject({ status, type: "application/problem+json" });
    expect(JSON.parse(answer.text)).toMatchObject({ status, code, requestId: expect.any(String) });
    expect(answer.allow !== "").toBe(status === 405);
  });
});

test.each([
  ["GET", "/api/v1/issues/APP-1", "/api/v1/issues/APP-1"],
  ["GET", "/api/v1/issues/%E2%82%AC", "/api/v1/issues/%E2%82%AC"],
  ["GET", "/api/v1/issues?text=__proto__", "/api/v1/issues?text=__proto__"],
  ["OPTIONS", "/api/v1/issues", "/api/v1/issues"],
  ["OPTIONS", "/api/mcp", "/api/mcp"],
  ["DELETE", "/mcp", "/mcp"],
  ["POST", "/api/auth/callback/credentials", "/api/auth/callback/credentials"],
  ["GET", "/health/ready", "/health/ready"],
  ["GET", "/issues/APP-1?q=%", "/issues/APP-1?q=%"],
  ["GET", "/issues/%ff?q=1", "/issues/%25ff?q=1"],
  ["GET", "/%", "/%25"],
])("%s %s goes on to the app as %s", async (method, path, passed) => {
  expect(await ask(method, path)).toMatchObject({ status: 200, text: `passed ${passed}` });
});

test("The methods that a refusal allows are those that the place takes.", async () => {
  expect(await ask("TRACE", "/api/v1/issues")).toMatchObject({ status: 405, allow: "GET, POST" });
  expect(await ask("PUT", "/api/mcp")).toMatchObject({ status: 405, allow: "DELETE, GET, POST" });
  expect(await ask("TRACE", "/api/v1/nowhere")).toMatchObject({ status: 404, allow: "" });
});

test.each(["TRACE", "POST", "PUT", "DELETE", "OPTIONS"])("A page is read, and takes no %s.", async (method) => {
  expect(await ask(method, "/issues/APP-1")).toMatchObject({ status: 405, allow: "GET, HEAD" });
});

test.each(["/sign-in", "/sign-in?next=/my", "/setup", "/join?token=a", "/reset?token=a"])(
  "A form that was sent too early shows its page %s again.",
  async (path) => {
    expect(await ask("POST", path)).toMatchObject({ status: 303, location: path });
  },
);

test.each(["/register", "/.well-known/oauth-authorization-server"])(
  "POST %s looks for an OAuth server.",
  async (path) => {
    expect(await ask("POST", path)).toMatchObject({ status: 200 });
  },
);

describe("A target that is no path", () => {
  test.each([
    ["GET http://[ HTTP/1.1", "400 Bad Request"],
    ["GET http:// HTTP/1.1", "400 Bad Request"],
    ["OPTIONS * HTTP/1.1", "400 Bad Request"],
    ["GET http://plan.example/issues/APP-1?a=1 HTTP/1.1", "passed /issues/APP-1?a=1"],
  ])("%s: %s", async (line, told) => {
    const { heard, over } = await at.dial(`${line}\r\nHost: plan.example\r\nConnection: close\r\n\r\n`);
    await over;
    expect(heard()).toContain(told);
  });
});
