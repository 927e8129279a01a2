import pino from "pino";
import { afterEach, expect, test } from "vitest";
import { metricsText } from "#lib/core/metrics";
import { type GatedServer, gatedServer } from "#lib/testing/gated-server";
import { noteRequests } from "./note-requests.ts";

let at: GatedServer | null = null;
afterEach(async () => {
  await at?.close();
  at = null;
});

interface Noted {
  level: number;
  requestId: string;
  door: string;
  path: string;
  status: number;
  cut?: boolean;
}

async function noting(level = "info") {
  const noted: Noted[] = [];
  const log = pino({ level }, { write: (line: string) => void noted.push(JSON.parse(line)) });
  at = await gatedServer([noteRequests(log)], (request, response) => {
    if (request.url === "/hang") return;
    response.writeHead(request.url?.startsWith("/api/v1/missing") ? 404 : 200);
    response.end(String(request.headers["x-request-id"]));
  });
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${at?.port}${path}`, { headers });
  return { noted, ask };
}

test("Every request has an id that its answer, what answers it and the log know; a plain one of the caller's own is kept.", async () => {
  const { noted, ask } = await noting();
  const own = await ask("/api/v1/me", { "x-request-id": "caller-own-1", "x-api-key": "k" });
  const page = await ask("/issues");
  const strange = await ask("/issues", { "x-request-id": "no\tid" });
  for (const answer of [own, page, strange]) expect(await answer.text()).toBe(answer.headers.get("x-request-id"));
  expect(own.headers.get("x-request-id")).toBe("caller-own-1");
  await expect.poll(() => noted.length).toBe(3);
  expect(noted.map(({ requestId }) => requestId)).toEqual(
    [own, page, strange].map((answer) => answer.headers.get("x-request-id")),
  );
  expect(new Set(noted.map(({ requestId }) => requestId)).size).toBe(3);
});

test("The log says where a request came in and how it ended, and never what stands behind a question mark.", async () => {
  const { noted, ask } = await noting();
  const asked: [path: string, headers: Record<string, string>][] = [
    ["/enter?token=one-time", {}],
    ["/api/v1/missing?q=word", { "x-api-key": "k" }],
    ["/api/v1/me", { authorization: "Bearer k", "x-turbo-door": "cli" }],
    ["/api/v1/me", {}],
    ["/api/mcp", {}],
    ["/mcp/tools/find", {}],
    ["/api/events?since=3", {}],
    ["/projects", {}],
  ];
  for (const [path, headers] of asked) await (await ask(path, headers)).text();
  await expect.poll(() => noted.length).toBe(asked.length);
  expect(noted.map(({ door, path, status }) => `${door} ${path} ${status}`)).toEqual([
    "sign-in /enter 200",
    "rest /api/v1/missing 404",
    "cli /api/v1/me 200",
    "web /api/v1/me 200",
    "mcp /api/mcp 200",
    "mcp /mcp/tools/find 200",
    "events /api/events 200",
    "page /projects 200",
  ]);
});

test("What monitors and browsers ask all the time is logged from debug on only, and counted all the same.", async () => {
  const { noted, ask } = await noting();
  for (const path of ["/health/live", "/metrics", "/_next/static/a.js", "/icon.svg"]) await (await ask(path)).text();
  await (await ask("/issues")).text();
  await expect.poll(() => noted.map(({ path }) => path)).toEqual(["/issues"]);
  expect(metricsText([])).toMatch(
    /turbo_http_request_duration_seconds_count\{door="static",method="GET",status="2xx"\} [1-9]/,
  );
});

test("A request whose caller went away before its end is logged as cut.", async () => {
  const { noted } = await noting();
  const hanging = await at?.dial("GET /hang HTTP/1.1\r\nHost: x\r\n\r\n");
  await new Promise((resolve) => setTimeout(resolve, 100));
  hanging?.socket.destroy();
  await expect.poll(() => noted.map(({ path, cut }) => [path, cut])).toEqual([["/hang", true]]);
});
