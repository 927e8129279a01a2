import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Activity, keepActivities, onActivity, tellActivity } from "#lib/core/activity";
import { type GatedServer, gatedServer } from "#lib/testing/gated-server";
import { traceParentOf } from "./trace-parent.ts";
import { pageRoutes, traceRequests } from "./trace-requests.ts";

let folder: string;
let at: GatedServer;
let forget: () => void;
let ended: Activity[];
let stop: () => void;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-routes-"));
  mkdirSync(path.join(folder, ".next-made"));
  const routes = {
    staticRoutes: [{ page: "/inbox", regex: "^/inbox(?:/)?$" }],
    dynamicRoutes: [{ page: "/issues/[key]", regex: "^/issues/([^/]+?)(?:/)?$" }],
  };
  writeFileSync(path.join(folder, ".next-made/routes-manifest.json"), JSON.stringify(routes));
  forget = keepActivities((_, parent) => parent?.sampled ?? true);
  ended = [];
  stop = onActivity((activity) => void ended.push(activity));
  at = await gatedServer([traceRequests(pageRoutes(folder))], async (request, response) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    tellActivity({ answered: request.url ?? "" });
    response.writeHead(request.url === "/broken" ? 500 : 200).end();
  });
});
afterEach(async () => {
  await at.close();
  stop();
  forget();
  rmSync(folder, { recursive: true, force: true });
});

test("Pages are told by their route, each request by itself, and files, probes and streams not at all.", async () => {
  const paths = ["/issues/TURBO-1?tab=secret", "/inbox", "/nowhere", "/broken"];
  const untold = ["/_next/static/x.js", "/health/ready", "/metrics", "/api/events"];
  await Promise.all([...paths, ...untold].map((one) => fetch(`http://127.0.0.1:${at.port}${one}`)));
  await expect.poll(() => ended.length).toBe(4);
  const told = ended.map(({ facts, failed }) => [facts.answered, facts["http.route"], failed]);
  expect(told.sort()).toEqual([
    ["/broken", undefined, true],
    ["/inbox", "/inbox", false],
    ["/issues/TURBO-1?tab=secret", "/issues/[key]", false],
    ["/nowhere", undefined, false],
  ]);
});

test("Requests that share a connection are not told of each other.", async () => {
  const { heard, over, socket } = await at.dial(
    "GET /inbox HTTP/1.1\r\nHost: x\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
  );
  await expect.poll(() => ended.length).toBe(2);
  expect(ended.map(({ facts }) => facts.answered)).toEqual(["/inbox", "/nowhere"]);
  expect(heard()).toContain("200");
  socket.destroy();
  await over;
});

test("Without a build there are no routes, and nothing fails.", () => {
  expect(pageRoutes(path.join(folder, "not-there"))("/inbox")).toBeNull();
});

test.each([
  ["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true],
  ["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", false],
  ["cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", true],
  ["00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", null],
  ["ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", null],
  ["00-00000000000000000000000000000000-00f067aa0ba902b7-01", null],
  ["00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", null],
  ["00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", null],
  ["", null],
  [undefined, null],
])("The traceparent %j says whether its caller sampled: %j.", (header, sampled) => {
  expect(traceParentOf(header)?.sampled ?? null).toBe(sampled);
});
