import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newId } from "#lib/core/ids";
import { connect } from "#lib/db/connect";
import { openSqlite } from "#lib/db/open-sqlite";
import { startFakeCollector } from "#lib/testing/fake-collector";
import { startFakeSentry } from "#lib/testing/fake-sentry";
import { freePort } from "#lib/testing/free-port";
import { freshDatabase } from "#lib/testing/world";
import { SPECS } from "./all-specs.ts";
import type { Check } from "./check.ts";
import { diagnose } from "./diagnose.ts";

let home = "";
beforeEach(async () => {
  home = mkdtempSync(path.join(tmpdir(), "turbo-diagnose-"));
  mkdirSync(path.join(home, ".turbo"), { mode: 0o700 });
  for (const [name, value] of Object.entries({ TURBO_HOME: home, TURBO_PORT: String(await freePort()) }))
    vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const look = (area: string, folder = home) => diagnose(area, [], folder);
const named = (checks: readonly Check[], name: string) => checks.filter((check) => check.name === name);
const database = () => path.join(home, ".turbo/turbo.db");

async function putDatabase(): Promise<void> {
  const { url, remove } = await freshDatabase("sqlite");
  copyFileSync(url.slice("file:".length), database());
  chmodSync(database(), 0o600);
  await remove();
}

test("Files that others may read are named with the command that closes them.", async () => {
  writeFileSync(path.join(home, "turbo.toml"), "", { mode: 0o644 });
  writeFileSync(path.join(home, ".turbo/agent.key"), "", { mode: 0o640 });
  const modes = named(await look("system"), "modes");
  expect(modes.map(({ state, next }) => [state, next])).toEqual([
    ["wrong", `chmod 600 '${path.join(home, ".turbo/agent.key")}'`],
    ["wrong", `chmod 600 '${path.join(home, "turbo.toml")}'`],
  ]);
  for (const file of ["turbo.toml", ".turbo/agent.key"]) chmodSync(path.join(home, file), 0o600);
  expect(named(await look("system"), "modes").map(({ state }) => state)).toEqual(["ok"]);
});

test("A port that another program has is told with that program.", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(Number(process.env.TURBO_PORT), "127.0.0.1", resolve));
  try {
    const [port] = named(await look("system"), "port");
    expect(port?.state).toBe("wrong");
    if (process.platform === "linux") expect(port?.next).toContain(`(process ${process.pid})`);
  } finally {
    server.close();
  }
});

test("Settings that are not right, old names and two variables for one setting are told apart.", async () => {
  vi.stubEnv("TURBO_LOG_LEVEL", "warn");
  vi.stubEnv("LOG_LEVEL", "debug");
  vi.stubEnv("TURBO_ENV", "production");
  const settings = named(await look("system"), "settings");
  expect(settings.map(({ state, detail }) => `${state} ${detail}`).slice(1)).toEqual([
    "warn TURBO_LOG_LEVEL wins over LOG_LEVEL.",
    "warn TURBO_ENV is read as TURBO_ENVIRONMENT.",
  ]);
  vi.stubEnv("TURBO_PORT", "many");
  const wrong = await look("system");
  expect(wrong.at(-1)).toMatchObject({
    name: "settings",
    state: "wrong",
    detail: expect.stringContaining("TURBO_PORT"),
  });
});

test("Traces and error reports are off, or are asked for with nothing in them, and no key is shown.", async () => {
  const telemetry = async () => {
    const found = await look("system");
    return [...named(found, "traces"), ...named(found, "error reports")];
  };
  expect((await telemetry()).map(({ state, detail }) => [state, detail.split(";")[0]])).toEqual([
    ["ok", "are not kept"],
    ["ok", "are not sent"],
  ]);
  const [collector, sentry] = await Promise.all([startFakeCollector(), startFakeSentry()]);
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url);
  vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "api-key=the-key-of-the-collector");
  vi.stubEnv("SENTRY_DSN", sentry.dsn);
  const well = await telemetry();
  expect(well.map(({ state, detail }) => [state, detail])).toEqual([
    ["ok", `go to ${new URL(collector.url).host}, which takes them`],
    ["ok", `go to ${new URL(sentry.dsn).host}, which takes them`],
  ]);
  expect([collector.spans, sentry.events]).toEqual([[], []]);
  collector.instead = (response) => response.writeHead(503).end();
  vi.stubEnv("SENTRY_DSN", sentry.dsn.replace("0123", "3210"));
  const ill = await telemetry();
  await Promise.all([collector.close(), sentry.close()]);
  expect(ill.map(({ state, detail }) => [state, detail.split(": ")[1]])).toEqual([
    ["warn", "HTTP 503"],
    ["wrong", "HTTP 403"],
  ]);
  expect(JSON.stringify([...well, ...ill])).not.toMatch(/the-key-of|0123456789abcdef|3210456789abcdef/);
});

test("A database that is whole is well; one that is damaged, not Turbo's or not there says so with the next step.", async () => {
  expect(await look("database")).toMatchObject([
    { name: "file", state: "warn", next: expect.stringContaining("turbo start") },
  ]);
  await putDatabase();
  expect((await look("database")).map(({ name, state }) => `${name} ${state}`)).toEqual([
    "reach ok",
    "schema ok",
    "integrity ok",
    "size ok",
    "search ok",
  ]);
  const native = openSqlite(database(), {});
  native.exec(
    `INSERT INTO "Project" ("id", "createdAt", "updatedAt", "key", "name", "nameFold") VALUES ('p', '2026-01-01T00:00:00.000+00:00', '2026-01-01T00:00:00.000+00:00', 'P', 'P', 'p')`,
  );
  native.close();
  expect(named(await look("database"), "search")).toMatchObject([
    { state: "wrong", detail: "not found by the search: 1" },
  ]);
  const pages = openSqlite(database(), {});
  pages.pragma("wal_checkpoint(TRUNCATE)");
  pages.pragma("journal_mode = DELETE");
  pages.unsafeMode(true);
  pages.exec(
    `PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 2 WHERE name = 'Label'; PRAGMA writable_schema = OFF`,
  );
  pages.close();
  expect(named(await look("database"), "integrity")).toMatchObject([
    { state: "wrong", next: expect.stringContaining("backup") },
  ]);
  writeFileSync(database(), "not a database, however long it may be".repeat(100));
  expect(await look("database")).toMatchObject([{ name: "reach", state: "wrong" }]);
});

test("Keys that ended, sessions that were stopped and leases that nobody keeps up are told one by one.", async () => {
  await putDatabase();
  const found = async () =>
    (await diagnose("agents", SPECS, home)).slice(0, 3).map(({ name, state, detail }) => `${state} ${name} ${detail}`);
  expect(await found()).toEqual([
    "ok leases 0 held",
    "ok sessions 0 known, none is stopped",
    "ok keys 0 in use, none ends within a week",
  ]);
  const at = connect({ url: `file:${database()}` });
  const { id: userId } = await at.reader.user.findFirstOrThrow();
  const past = new Date("2026-01-02T03:04:05.000Z");
  const times = { createdAt: past, updatedAt: past };
  await at.write(async (tx) => {
    const key = { id: newId(), ...times, userId, name: "Claude", kind: "agent" as const, scope: "write" as const };
    await tx.apiKey.createMany({ data: [{ ...key, prefix: "turbo_ABCDEFGH", hash: "h", expiresAt: past }] });
    await tx.sessionStop.createMany({
      data: [{ keyId: key.id, session: "s-1", createdAt: past, userId, reason: "It ran wild." }],
    });
    const actor = { handle: "owner", name: "Owner", key: key.name, kind: "agent", client: null };
    const wrote = { at: past, operation: "issues.update", door: "mcp", userId, keyId: key.id, session: "s-1", actor };
    await tx.event.createMany({ data: [{ ...wrote, requestId: "r-1", subjectId: "i-1", changes: [] }] });
    const project = { id: newId(), ...times, key: "APP", name: "App", nameFold: "app" };
    await tx.project.createMany({ data: [project] });
    const issue = {
      id: newId(),
      ...times,
      projectId: project.id,
      number: 1,
      title: "One",
      titleFold: "one",
      rank: "a0",
    };
    await tx.issue.createMany({ data: [issue] });
    const claim = { id: newId(), ...times, issueId: issue.id, userId, session: "s-1", minutes: 30, until: past };
    await tx.claim.createMany({ data: [claim] });
  });
  await at.close();
  expect(await found()).toEqual([
    "warn leases APP-1 is held by owner, and its lease ran out at 2026-01-02T03:04:05.000Z",
    "warn sessions s-1 of Claude was stopped by owner: It ran wild.",
    "warn keys Claude (turbo_ABCDEFGH…) expired at 2026-01-02T03:04:05.000Z",
  ]);
});

test("What texts are checked by is told with how many of its rules are on, and with what is wrong in truth.", async () => {
  const found = async (name: string) => named(await diagnose("agents", SPECS, home), name)[0];
  expect(await found("links")).toMatchObject({ state: "ok", detail: "8 of 8 rules are on, in the profile default" });
  expect(await found("truth files")).toMatchObject({ state: "ok" });
  writeFileSync(path.join(home, "turbo.toml"), '[validation.rules]\n"links/empty_url" = "off"\n', { mode: 0o600 });
  mkdirSync(path.join(home, "truth"));
  writeFileSync(path.join(home, "truth/app.yaml"), "- name: Board\n- name: View\n  replaced_by: none\n");
  expect(await found("links")).toMatchObject({ detail: "7 of 8 rules are on, in the profile default" });
  expect(await found("truth files")).toMatchObject({
    state: "warn",
    detail: expect.stringMatching(/^2 entries from .*truth\/app\.yaml, 1 to mend$/),
  });
  writeFileSync(path.join(home, "truth/app.yaml"), "");
  expect(await found("truth files")).toMatchObject({ state: "warn" });
  rmSync(path.join(home, "truth/app.yaml"));
  expect(await found("validators")).toMatchObject({
    state: "wrong",
    detail: expect.stringContaining("holds no truth"),
  });
});

test("What Claude Code meets: no file, one that names nothing, an address where nobody answers, no key.", async () => {
  vi.stubEnv("TURBO_API_KEY", "");
  const file = path.join(home, ".mcp.json");
  const found = async () => (await look("claude")).filter(({ name }) => name !== "program" && name !== "models");
  expect(await found()).toMatchObject([{ name: "address", state: "warn", detail: `${file} is not there` }]);
  writeFileSync(file, "{");
  expect(await found()).toMatchObject([{ name: "address", state: "wrong" }]);
  writeFileSync(file, JSON.stringify({ mcpServers: { other: { url: "http://x" } } }));
  expect(await found()).toMatchObject([{ detail: `${file} names no Turbo` }]);
  writeFileSync(file, JSON.stringify({ mcpServers: { turbo: { url: "http://127.0.0.1:1/api/mcp" } } }));
  expect(await found()).toMatchObject([
    { name: "address", state: "ok" },
    { name: "key", state: "wrong" },
  ]);
  vi.stubEnv("TURBO_API_KEY", "turbo_some");
  expect(await found()).toMatchObject([
    { name: "address", state: "ok" },
    { name: "answer", state: "wrong", detail: expect.stringContaining("does not answer") },
  ]);
});

test("Whether models may be asked, and which lack a key, without asking any.", async () => {
  const found = async () => (await look("claude")).filter(({ name }) => name === "models");
  vi.stubEnv("ANTHROPIC_API_KEY", "");
  expect(await found()).toMatchObject([{ state: "ok", detail: expect.stringContaining("AI is off") }]);
  vi.stubEnv("TURBO_AI_ENABLED", "true");
  vi.stubEnv("TURBO_AI_PROVIDERS", "anthropic,ollama");
  expect(await found()).toMatchObject([
    { state: "warn", detail: "Anthropic has no key", next: expect.stringContaining("Set ANTHROPIC_API_KEY") },
    { state: "ok", detail: expect.stringContaining("Ollama (qwen2.5) at 127.0.0.1:11434") },
  ]);
});
