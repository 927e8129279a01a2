import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pino, { type Logger } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { loadConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { createLogger } from "#lib/core/log";
import { metricsText } from "#lib/core/metrics";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { enqueue } from "#lib/domain/jobs/enqueue";
import { createProject } from "#lib/domain/projects/create-project";
import { answerMcp } from "#lib/doors/mcp";
import { answerRest } from "#lib/doors/rest";
import type { Gate } from "#lib/doors/server/gates";
import { noteRequests } from "#lib/doors/server/note-requests";
import { traceRequests } from "#lib/doors/server/trace-requests";
import { defineJob } from "#lib/jobs/define-job";
import { makeRunner } from "#lib/jobs/runner";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { type FakeCollector, startFakeCollector } from "#lib/testing/fake-collector";
import { type FakeSentry, startFakeSentry } from "#lib/testing/fake-sentry";
import { freePort } from "#lib/testing/free-port";
import { serve } from "#lib/testing/serve";
import { startTelemetry } from "./start.ts";

const PARENT = { trace: "4bf92f3577b34da6a3ce929d0e0e4736", span: "00f067aa0ba902b7" };
const TRACEPARENT = `00-${PARENT.trace}-${PARENT.span}-01`;
const SECRET_TITLE = "Ada's plan, ada@example.org";

const LOG = Symbol.for("turbo.log");
const shared = globalThis as { [LOG]?: Logger };

let folder: string;
let collector: FakeCollector;
let sentry: FakeSentry;
let world: DoorWorld;
let log: Logger;
let end: (limitMs: number) => Promise<void>;
let stop: () => Promise<void>;
let ownLog: Logger | undefined;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-telemetry-"));
  [collector, sentry] = await Promise.all([startFakeCollector(), startFakeSentry()]);
  ownLog = shared[LOG];
  log = createLogger("info", { file: { file: path.join(folder, "log"), maxBytes: 1e6, kept: 0 }, fileAlone: true });
  shared[LOG] = log;
});
afterEach(async () => {
  await stop();
  await end(100);
  if (ownLog) shared[LOG] = ownLog;
  else delete shared[LOG];
  await world.close();
  await Promise.all([collector.close(), sentry.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** A Turbo with these settings, whose gates are those of the real one. */
async function turbo(env: Record<string, string>): Promise<void> {
  const port = await freePort();
  world = await makeDoorWorld("sqlite", port, env);
  await run(createProject, world.as(), { name: "Telling", key: "TELL" });
  end = startTelemetry(loadConfig(), { version: "9.9.9", root: path.resolve("."), log });
  const isOurs =
    (gate: Gate): Gate =>
    (request, response, server) => {
      return request.socket.localPort === port && gate(request, response, server);
    };
  const gates = [noteRequests(pino({ level: "silent" })), traceRequests()].map(isOurs);
  stop = await serve(
    port,
    (request) => (request.url.includes("/api/mcp") ? answerMcp(request) : answerRest(request)),
    gates,
  );
}

const traced = (more: Record<string, string> = {}) =>
  turbo({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: "api-key=of%20the%20collector",
    ...more,
  });
const reported = () => turbo({ SENTRY_DSN: sentry.dsn, SENTRY_ENVIRONMENT: "staging" });

async function ask(method: string, at: string, { key, body, headers = {} }: AskOptions = {}): Promise<Response> {
  const secret = key ?? (await world.makeKey()).secret;
  const answer = await fetch(world.origin + at, {
    method,
    headers: { "x-api-key": secret, ...(body ? { "content-type": "application/json" } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  await answer.clone().arrayBuffer();
  return answer;
}

interface AskOptions {
  key?: string;
  body?: object;
  headers?: Record<string, string>;
}

/** A tool called as clients of the older protocol do it. */
const callTool = (name: string, args: object, headers: Record<string, string> = {}) =>
  ask("POST", "/api/mcp", {
    body: { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } },
    headers: { accept: "application/json, text/event-stream", ...headers },
  });

/** Makes an issue that no operation can answer: its row holds what the model of the data has no word for. */
async function breakIssue(): Promise<string> {
  const { key } = await run(createIssue, world.as(), { project: "TELL", title: "Sound" });
  const sql = `UPDATE "Issue" SET "priority" = '${SECRET_TITLE.replaceAll("'", "''")}', "title" = 'Hidden title'`;
  await world.database.write((tx) => tx.$executeRawUnsafe(sql));
  return key;
}

const sent = (signal: string, outcome: string) =>
  Number(
    new RegExp(`turbo_telemetry_total\\{signal="${signal}",outcome="${outcome}"\\} (\\d+)`).exec(
      metricsText([]),
    )?.[1] ?? 0,
  );

test("A request by REST and one by MCP are each a span below their caller's, with what they did and nothing that was written.", async () => {
  await traced({ OTEL_SERVICE_NAME: "plans", OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=staging" });
  const headers = { traceparent: TRACEPARENT, "x-request-id": "asked-by-rest" };
  const body = { project: "TELL", title: SECRET_TITLE };
  expect((await ask("POST", "/api/v1/issues?x-y=hidden", { body, headers })).status).toBe(422);
  expect((await ask("POST", "/api/v1/issues", { body, headers })).status).toBe(201);
  expect(await (await callTool("find", { text: "plan" }, { traceparent: TRACEPARENT })).text()).toContain("TELL-1");
  await end(2_000);

  expect(collector.resource).toMatchObject({ "service.name": "plans", "deployment.environment.name": "staging" });
  expect(collector.headers["api-key"]).toBe("of the collector");
  const doors = collector.spans.filter(({ kind }) => kind === 2);
  expect(doors.map(({ name, parentSpanId, traceId, failed }) => [name, parentSpanId, traceId, failed])).toEqual([
    ["rest issues.create", PARENT.span, PARENT.trace, false],
    ["rest issues.create", PARENT.span, PARENT.trace, false],
    ["mcp find", PARENT.span, PARENT.trace, false],
  ]);
  expect(doors[1]?.facts).toMatchObject({
    "turbo.door": "rest",
    "turbo.operation": "issues.create",
    "turbo.actor": "agent",
    "turbo.request_id": "asked-by-rest",
    "http.request.method": "POST",
    "http.response.status_code": 201,
  });
  for (const { facts } of doors.slice(1)) expect(facts["turbo.db.statements"]).toBeGreaterThan(2);
  const parts = collector.spans.filter(({ parentSpanId }) => parentSpanId === doors[1]?.spanId);
  expect(parts.map(({ name, facts }) => [name, facts["turbo.outcome"]])).toEqual([["issues.create", "ok"]]);
  expect(new Set(collector.spans.map(({ spanId }) => spanId)).size).toBe(collector.spans.length);
  for (const written of ["Ada", "ada@", "hidden", "TELL-1", world.owner.user.handle, "test key"])
    expect(collector.heard.join()).not.toContain(written);
});

test("A job is a span of its own, and so is what it asks of another service.", async () => {
  await traced();
  const service = await startFakeSentry();
  const url = service.dsn.replace(/\/\/.*@/, "//");
  const handler = async () => void (await fetch(`${url}/hidden?token=hidden`)).body?.cancel();
  const asking = defineJob({ name: "ask_service", data: z.object({}), handler });
  await world.as().atomically((ctx) => enqueue(ctx, "ask_service", {}, {}));
  const clock = () => new Date(Date.now() + 60_000);
  await makeRunner({ database: world.database, log, clock, jobs: [asking], concurrency: 1 }).runDue(10_000);
  await end(2_000);
  await service.close();
  const [job, call] = collector.spans;
  expect(job).toMatchObject({ name: "job ask_service", failed: false, facts: { "turbo.job": "ask_service" } });
  expect(call).toMatchObject({ name: `GET ${new URL(url).host}`, kind: 3, parentSpanId: job?.spanId });
  expect(call?.facts["http.response.status_code"]).toBe(403);
  expect(collector.heard.join()).not.toContain("hidden");
});

test("What the caller does not sample is not sent, and by ratio only a part is.", async () => {
  await traced({ OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.5" });
  const { secret: key } = await world.makeKey();
  const withParent = (trace: string, flags: string) =>
    ask("GET", "/api/v1/me", { key, headers: { traceparent: `00-${trace}-${PARENT.span}-${flags}` } });
  await withParent(PARENT.trace, "00");
  await withParent(PARENT.trace, "01");
  for (let times = 0; times < 60; times++) await ask("GET", "/api/v1/me", { key });
  await end(2_000);
  const doors = collector.spans.filter(({ kind }) => kind === 2);
  expect(doors.filter(({ parentSpanId }) => parentSpanId !== undefined)).toHaveLength(1);
  expect(doors.length).toBeGreaterThan(10);
  expect(doors.length).toBeLessThan(52);
});

test("A collector that stalls, refuses or is away holds up nobody, and costs only the spans.", async () => {
  await traced();
  const { secret: key } = await world.makeKey();
  const dropped = sent("traces", "dropped");
  collector.instead = () => undefined;
  expect((await ask("GET", "/api/v1/me", { key })).status).toBe(200);
  await expect.poll(() => collector.heard.length, { timeout: 5_000 }).toBe(1);
  expect((await ask("GET", "/api/v1/me", { key })).status).toBe(200);
  await end(100);
  await stop();
  await world.close();

  await traced();
  const other = (await world.makeKey()).secret;
  collector.instead = (response) => response.writeHead(400).end();
  expect((await ask("GET", "/api/v1/me", { key: other })).status).toBe(200);
  await end(2_000);
  expect(sent("traces", "dropped")).toBe(dropped + 2);
  await stop();
  await world.close();

  await traced({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}` });
  expect((await ask("GET", "/api/v1/me")).status).toBe(200);
  await end(2_000);
});

test("A fault is reported once, with its stack and where it was, and without anything that was written or secret.", async () => {
  await reported();
  const key = await breakIssue();
  const { secret } = await world.makeKey();
  const headers = { "x-request-id": "broken-request", cookie: "session=hidden-cookie" };
  for (let times = 0; times < 5; times++)
    expect((await ask("GET", `/api/v1/issues/${key}`, { key: secret, headers })).status).toBe(500);
  expect((await ask("GET", `/api/v1/issues/${key}?what=hidden-query`, { key: secret, headers })).status).toBe(422);
  expect((await ask("GET", "/api/v1/issues/TELL-99", { key: secret })).status).toBe(404);
  expect((await ask("GET", "/api/v1/me", { key: "turbo_nobodyxx_has_this_key_at_all" })).status).toBe(401);
  await end(2_000);

  expect(sentry.events).toHaveLength(1);
  const [event] = sentry.events;
  expect(event).toMatchObject({
    level: "error",
    environment: "staging",
    release: "turbo@9.9.9",
    transaction: "issues.get",
    tags: { door: "rest", operation: "issues.get", actor: "agent", request_id: "broken-request" },
    extra: { logged: "a request failed" },
  });
  const frames = event?.exception?.values.at(-1)?.stacktrace?.frames ?? [];
  expect(frames.length).toBeGreaterThan(2);
  expect(frames.some(({ filename, in_app }) => in_app && filename.startsWith("lib/"))).toBe(true);
  for (const written of ["Ada", "ada@", "hidden", "Hidden title", key, secret, folder, path.resolve("."), "test key"])
    expect(sentry.heard.join(), written).not.toContain(written);
});

test("A tool that fails is reported with its name, and a job once it has failed for the last time.", async () => {
  await reported();
  const key = await breakIssue();
  expect(await (await callTool("get", { key })).text()).toContain('"isError":true');
  let tries = 0;
  const failing = defineJob({
    name: "fail",
    data: z.object({}),
    handler: () => Promise.reject(new Error(`it broke ${++tries} times for ada@example.org`)),
  });
  await world.as().atomically((ctx) => enqueue(ctx, "fail", {}, { attempts: 2 }));
  let time = Date.now() + 60_000;
  for (let times = 0; times < 2; times++) {
    const clock = () => new Date(time);
    await makeRunner({ database: world.database, log, clock, jobs: [failing], concurrency: 1 }).runDue(10_000);
    time += 3_600_000;
  }
  await end(2_000);
  expect(sentry.events.map(({ tags, exception }) => [tags.tool ?? tags.job, exception?.values.at(-1)?.value])).toEqual([
    ["get", expect.anything()],
    ["fail", "it broke 2 times for …@…"],
  ]);
});

test("What the log has as an error is reported, what nobody caught as well, and what packages say on the console is not.", async () => {
  await reported();
  log.error({ reason: "ECONNREFUSED" }, "the database does not answer");
  log.error("a package says something of ada@example.org");
  log.warn({ err: new Error("not a fault") }, "a warning");
  const uncaught = (error: Error) => (process as NodeJS.EventEmitter).emit("uncaughtExceptionMonitor", error);
  uncaught(new RangeError("nobody did"));
  uncaught(new TurboError("not_found", "There is no such issue."));
  const Shape = z.object({ title: z.string() });
  log.error({ err: Shape.safeParse({ title: 7 }).error, requestId: "of-another-door" }, "a request failed");
  await end(2_000);
  expect(
    sentry.events.map(({ level, message, exception, tags }) => [
      level,
      message?.formatted ?? exception?.values.map(({ type, value }) => `${type}: ${value}`),
      tags.request_id,
    ]),
  ).toEqual([
    ["error", "the database does not answer", undefined],
    ["fatal", ["RangeError: nobody did"], undefined],
    ["error", ["ZodError: title is invalid_type"], "of-another-door"],
  ]);
});

test("A storm of faults is reported thirty times a minute, causes with each.", async () => {
  await reported();
  for (let times = 0; times < 200; times++) {
    const cause = new RangeError("deep below");
    log.error({ err: new Error("above", { cause }) }, `fault ${times} of a storm`);
  }
  await end(5_000);
  expect(sentry.events).toHaveLength(30);
  const types = sentry.events[0]?.exception?.values.map(({ type, mechanism }) => [type, mechanism.type]);
  expect(types).toEqual([
    ["RangeError", "chained"],
    ["Error", "generic"],
  ]);
});

test("Where Sentry has enough, is away or stalls, requests are answered as ever.", async () => {
  await reported();
  const key = await breakIssue();
  sentry.instead = (response) => response.writeHead(429, { "retry-after": "60" }).end();
  expect((await ask("GET", `/api/v1/issues/${key}`)).status).toBe(500);
  await expect.poll(() => sentry.heard.length, { timeout: 5_000 }).toBe(1);
  log.error({ err: new Error("another") }, "a request failed");
  await end(1_000);
  // It was asked to wait.
  expect(sentry.heard).toHaveLength(1);
});

test("Without settings nothing is kept and nobody is asked, and OTEL_SDK_DISABLED is as good.", async () => {
  await turbo({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SDK_DISABLED: "true" });
  expect(loadConfig()).toMatchObject({ traces: null, errorReports: null });
  const key = await breakIssue();
  expect((await ask("GET", `/api/v1/issues/${key}`)).status).toBe(500);
  await end(1_000);
  expect([...collector.heard, ...sentry.heard]).toEqual([]);
});
