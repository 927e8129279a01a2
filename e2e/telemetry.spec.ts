import { expect, test } from "@playwright/test";
import { openSqlite } from "#lib/db/open-sqlite";
import { startFakeCollector } from "#lib/testing/fake-collector";
import { startFakeSentry } from "#lib/testing/fake-sentry";
import { startTurbo } from "./start.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const HIDDEN = "what only people know";

test("The built server tells a collector of requests at each door, and Sentry of what broke, and of neither what was written.", async ({
  request,
}) => {
  const [collector, sentry] = await Promise.all([startFakeCollector(), startFakeSentry()]);
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, SENTRY_DSN: sentry.dsn };
  const turbo = await startTurbo({ env });
  const headers = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };
  await turbo.rest("POST", "/projects", { name: "Told", key: "TOLD" });
  await turbo.rest("POST", "/issues", { project: "TOLD", title: HIDDEN }, headers);
  await fetch(`${turbo.url}/mcp/tools/list_queue`, {
    method: "POST",
    headers: { ...headers, "x-api-key": turbo.agentKey, "content-type": "application/json" },
    body: JSON.stringify({ arguments: {} }),
  });
  await request.get(turbo.enterUrl);
  expect((await request.get(`${turbo.url}/issues/TOLD-1?q=hidden`, { headers })).status()).toBe(200);
  const database = openSqlite(turbo.databaseUrl.slice("file:".length), {});
  database.prepare(`UPDATE "Issue" SET "priority" = ?`).run(HIDDEN);
  database.close();
  expect((await turbo.rest("GET", "/issues/TOLD-1", undefined, { "x-request-id": "rest-broke" })).status).toBe(500);
  await request.get(`${turbo.url}/issues/TOLD-1`, { headers: { "x-request-id": "page-broke" } });
  await turbo.stop();
  await Promise.all([collector.close(), sentry.close()]);

  const ofCaller = collector.spans.filter(({ traceId, kind }) => traceId === TRACE && kind === 2);
  expect(ofCaller.map(({ name }) => name)).toEqual(["rest issues.create", "mcp list_queue", "page /issues/[key]"]);
  for (const { facts } of ofCaller) expect(facts["turbo.db.statements"]).toBeGreaterThan(0);
  expect(sentry.events.map(({ tags }) => [tags.request_id, tags.door, tags.operation ?? tags.route])).toEqual([
    ["rest-broke", "rest", "issues.get"],
    ["page-broke", "page", expect.any(String)],
  ]);
  for (const { exception } of sentry.events)
    expect(exception?.values.at(-1)?.stacktrace?.frames.length).toBeGreaterThan(2);
  for (const written of [HIDDEN, "hidden", "TOLD", turbo.agentKey, turbo.ownerKey, turbo.home])
    expect([...collector.heard, ...sentry.heard].join(), written).not.toContain(written);
});
