import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readConfig, readSettings } from "./config.ts";
import { CONFIG_KEYS, type ConfigKey } from "./config-keys.ts";
import { RETIRED, RETIRED_VARIABLES } from "./retired-settings.ts";
import { settingLines } from "./setting-lines.ts";
import { findSetting } from "./setting-sources.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-config-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(env: Record<string, string> = {}, toml = "", overrides = {}) {
  if (toml) writeFileSync(path.join(folder, "turbo.toml"), toml);
  return readConfig({ cwd: folder, env, overrides });
}

test("Without any setting, Turbo listens on loopback and keeps its data beside turbo.toml.", () => {
  const { config } = read();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  expect(config.server).toEqual({
    host: "127.0.0.1",
    port: 3000,
    publicUrl: null,
    trustedProxies: [],
    shutdownSeconds: 10,
    timeZone,
  });
  expect(config.database.url).toBe(`file:${path.join(folder, ".turbo/turbo.db")}`);
  expect(config.dataDirectory).toBe(path.join(folder, ".turbo"));
  expect(config.templatesDirectory).toBe(path.join(folder, ".turbo/templates"));
  expect(read({}, '[claude]\ntemplates_directory = "own"\n').config.templatesDirectory).toBe(path.join(folder, "own"));
  expect(config.security).toMatchObject({ secretKey: null, corsOrigins: [], maxRequestSizeMb: 10 });
});

test("The command line outranks the environment, which outranks turbo.toml, and each value knows where it came from.", () => {
  const toml = '[server]\nport = 4001\nhost = "0.0.0.0"\n[turbo]\nlog_level = "warn"\n';
  const { config, origins } = read({ TURBO_PORT: "4002", TURBO_HOST: "::1" }, toml, { port: 4003 });
  expect(config.server).toMatchObject({ port: 4003, host: "::1" });
  expect(config.log.level).toBe("warn");
  const origin = (name: string) => origins.find((entry) => entry.name === name)?.origin;
  expect(origin("port")).toBe("command line");
  expect(origin("host")).toBe("TURBO_HOST");
  expect(origin("logLevel")).toBe("turbo.toml");
  expect(origin("poolSize")).toBe("default");
});

test("Other names of a variable are read, the canonical one first, and reported.", () => {
  const { config, notices } = read({ PORT: "8080", NEXTAUTH_SECRET: "n".repeat(32) });
  expect(config.server.port).toBe(8080);
  expect(config.security.secretKey).toBe("n".repeat(32));
  expect(notices).toEqual(["PORT is read as TURBO_PORT.", "NEXTAUTH_SECRET is read as TURBO_SECRET_KEY."]);
  expect(read({ PORT: "8080", TURBO_PORT: "9090" }).config.server.port).toBe(9090);
});

test("Settings of the plans that Turbo grew from are read by their old names, or named with why they mean nothing.", () => {
  const toml = `[turbo]
debug = true
log_level = "WARNING"
[database]
url = "sqlite:///./plan.db"
echo = false
[api]
port = 8000
workers = 4
[web]
port = 8501
`;
  const { config, notices, unknown } = read({}, toml);
  expect([config.server.port, config.log.level, config.database.url]).toEqual([
    8501,
    "debug",
    `file:${path.join(folder, "plan.db")}`,
  ]);
  expect(unknown).toEqual([]);
  expect(notices).toEqual([
    "database.echo in turbo.toml, line 6, has no effect: Statements are not logged.",
    "api.workers in turbo.toml, line 9, has no effect: Turbo is one process, which serves many requests at once.",
    "web.port is read as server.port.",
  ]);
  const old = { TBCV_SYSTEM_LOG_LEVEL: "CRITICAL", TBCV_SERVER_PORT: "9000", TBCV_SYSTEM_DEBUG: "false" };
  const fresh = mkdtempSync(path.join(tmpdir(), "turbo-config-"));
  const { config: other } = readConfig({ cwd: fresh, env: old });
  rmSync(fresh, { recursive: true });
  expect([other.server.port, other.log.level]).toEqual([9000, "fatal"]);
});

test("Every name of a setting, older ones as well, sets it where it stands alone.", () => {
  for (const declared of Object.values<ConfigKey>(CONFIG_KEYS)) {
    const { toml, env, older = [] } = declared;
    for (const name of env) {
      const found = findSetting(declared, { env: { [name]: "1" }, file: {} });
      expect(found).toMatchObject({ raw: "1", origin: name });
    }
    for (const name of [...(toml === null ? [] : [toml]), ...older]) {
      expect(findSetting(declared, { env: {}, file: { [name]: 1 } })).toMatchObject({ raw: 1, origin: "turbo.toml" });
    }
  }
  expect(read({}, "[server]\nmax_request_size_mb = 3\n").config.security.maxRequestSizeMb).toBe(3);
});

test("What means nothing any more is said with its reason, and is no mistake.", () => {
  const toml = "[claude]\nintegration_enabled = true\n[updates]\ncheck_frequency = 'weekly'\n";
  const { notices, unknown } = read({ TURBO_CLAUDE_ENABLED: "true" }, toml);
  expect(unknown).toEqual([]);
  expect(notices).toEqual([
    "claude.integration_enabled in turbo.toml, line 2, has no effect: MCP is always served, to whoever has a key.",
    "updates.check_frequency in turbo.toml, line 4, has no effect: Turbo never installs anything by itself; `turbo update check` says what is new.",
    "TURBO_CLAUDE_ENABLED has no effect: MCP is always served, to whoever has a key.",
  ]);
  const declared = Object.values<ConfigKey>(CONFIG_KEYS).flatMap(({ toml, env, older = [] }) => [
    toml,
    ...env,
    ...older,
  ]);
  for (const name of [...Object.keys(RETIRED), ...Object.keys(RETIRED_VARIABLES)]) expect(declared).not.toContain(name);
});

test("A wrong value is refused by the name of where it stands.", () => {
  expect(() => read({ TURBO_SECRET_KEY: "short" })).toThrow("TURBO_SECRET_KEY must have at least 24 characters");
  expect(() => read({ PORT: "many" })).toThrow("PORT must be a whole number from 1 to 65535");
  expect(() => read({}, '[database]\nurl = "mysql://x"\n')).toThrow(
    "database.url in turbo.toml, line 2, must be file:PATH",
  );
  expect(() => read({}, "[database\n")).toThrow(/turbo\.toml is not valid TOML/);
});

test("A key of turbo.toml that nobody declared is named.", () => {
  const { unknown, notices } = read({}, "[turbo]\n\n[server]\nprot = 1\n");
  expect(unknown).toEqual(["server.prot in turbo.toml, line 4, is no setting of Turbo. Did you mean server.port?"]);
  expect(notices).toEqual(unknown);
});

test("A process that is told nothing takes itself for bound wide.", () => {
  expect(read().config.bound).toBe("wide");
  expect(read({ TURBO_BOUND: "loopback" }).config.bound).toBe("loopback");
});

test("The bootstrap key counts only when bound wide and only with 24 characters or more.", () => {
  const long = "k".repeat(24);
  expect(read({ TURBO_API_KEY: long }).config.bootstrapKey).toBe(long);
  expect(read({ TURBO_API_KEY: long, TURBO_BOUND: "loopback" }).config.bootstrapKey).toBeNull();
  expect(read({ TURBO_API_KEY: "k".repeat(23) }).config.bootstrapKey).toBeNull();
});

test("TURBO_HOME says where turbo.toml lies and where relative paths start.", () => {
  writeFileSync(path.join(folder, "turbo.toml"), "[server]\nport = 4444\n");
  const { config } = readConfig({ cwd: "/", env: { TURBO_HOME: folder, DATABASE_URL: "file:data/own.db" } });
  expect(config.server.port).toBe(4444);
  expect(config.database.url).toBe(`file:${path.join(folder, "data/own.db")}`);
});

test("Origins are a list in the file and text with commas in the environment, and lose their path.", () => {
  const wanted = ["https://a.example", "https://b.example:8443"];
  const env = { TURBO_CORS_ORIGINS: "https://a.example/, https://b.example:8443" };
  expect(read(env).config.security.corsOrigins).toEqual(wanted);
  expect(read({}, `[security]\ncors_origins = ${JSON.stringify(wanted)}\n`).config.security.corsOrigins).toEqual(
    wanted,
  );
});

test("No name of a variable stands for two settings.", () => {
  const names = Object.values(CONFIG_KEYS).flatMap((declared) => declared.env);
  expect(new Set(names).size).toBe(names.length);
});

test("trusted proxies are a list, and a name that means none is refused", () => {
  const read = (names: string) => readConfig({ cwd: "/", env: { TURBO_TRUSTED_PROXIES: names } }).config.server;
  expect(read("loopback, 10.0.0.0/8").trustedProxies).toEqual(["loopback", "10.0.0.0/8"]);
  expect(read("").trustedProxies).toEqual([]);
  expect(() => read("everybody")).toThrow(/^TURBO_TRUSTED_PROXIES must be addresses, networks like/);
});
test.each([
  "postgres://u:hush@/x",
  "postgres://u:hush@host:99999/x",
  "postgresql://u:hu%zzsh@host/x",
  "postgresql://u:hush@host/%ff",
  "postgresql://u:hush@[::1/x",
  "postgresql:// :hush@/",
  "mysql://u:hush@host/x",
])("The database address %s is refused in a sentence that keeps the password to itself.", (url) => {
  expect(() => read({ DATABASE_URL: url })).toThrow(/^DATABASE_URL must be file:PATH .* Turbo was not started\.$/);
  expect(() => read({ DATABASE_URL: url })).not.toThrow(/hu/);
});

test.each(["postgresql:///plan", "postgres://u:p%40%2F@host/x?sslmode=require", "postgresql://%2Fvar%2Frun/plan"])(
  "The database address %s is one.",
  (url) => expect(read({ DATABASE_URL: url }).config.database.url).toBe(url),
);

test.each([
  ["TURBO_PUBLIC_URL", "https://", "must be an address like https://turbo.example.org"],
  ["TURBO_CORS_ORIGINS", "http://%", "must be origins like https://app.example.org"],
  ["TURBO_SECRET_KEY", "hush", "must have at least 24 characters"],
  ["TURBO_PORT", "0x", "must be a whole number from 1 to 65535"],
])("%s that no parser takes is refused in a sentence: %s", (name, value, sentence) => {
  expect(() => read({ [name]: value })).toThrow(`${name} ${sentence}. Turbo was not started.`);
});

test("The cache is read by its names of other days; an address of Redis alone chooses Redis, and settings without effect say why.", () => {
  const toml = `[caching.l2]
backend = "sqlite"
ttl_seconds = 3600
max_size_mb = 2048
key_prefix = "tbcv:"
redis_url = "rediss://user:pass@cache.example.org:6380/1"
timeout_seconds = 5
ssl = true
[cache.l1]
max_memory_mb = 512
`;
  const { config, notices, unknown } = read({}, toml);
  expect(config.cache).toEqual({
    enabled: true,
    memoryMb: 512,
    backend: "database",
    redisUrl: "rediss://user:pass@cache.example.org:6380/1",
    keyPrefix: "tbcv:",
    timeoutMs: 200,
    ttlSeconds: 3600,
    maxMb: 2048,
  });
  expect(unknown).toEqual([]);
  expect(notices).toContainEqual(expect.stringContaining("cache.timeout_ms says how long is waited"));
  rmSync(path.join(folder, "turbo.toml"));
  expect(read({ TBCV_CACHING_L2_REDIS_URL: "redis://127.0.0.1:6379" }).config.cache.backend).toBe("redis");
  expect(read({ TBCV_CACHING_L2_BACKEND: "redis" }).config.cache).toMatchObject({ backend: "redis", redisUrl: null });
  expect(read().config.cache).toMatchObject({ backend: "database", ttlSeconds: 2_592_000, memoryMb: 8, maxMb: 32 });
  expect(() => read({ REDIS_URL: "http://127.0.0.1" })).toThrow("REDIS_URL must be an address like redis://");
});

test("OpenTelemetry's and Sentry's own variables say where traces and reports of errors go; without them nothing goes anywhere.", () => {
  expect(read().config).toMatchObject({ traces: null, errorReports: null });
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318/",
    OTEL_EXPORTER_OTLP_HEADERS: "api-key=a%20key, other = value",
    OTEL_SERVICE_NAME: "plans",
    OTEL_RESOURCE_ATTRIBUTES: "service.name=other,deployment.environment.name=staging",
    OTEL_TRACES_SAMPLER: "traceidratio",
    OTEL_TRACES_SAMPLER_ARG: "0.25",
    SENTRY_DSN: "https://0123abcd@errors.example.org/below/42",
    SENTRY_RELEASE: "plans@7",
  };
  const { config, origins, notices } = read(env);
  expect(config.traces).toEqual({
    url: "http://collector:4318/v1/traces",
    headers: [
      ["api-key", "a key"],
      ["other", "value"],
    ],
    resource: { "service.name": "plans", "deployment.environment.name": "staging" },
    sampler: "traceidratio",
    part: 0.25,
  });
  expect(config.errorReports).toEqual({
    envelopes: "https://errors.example.org/below/api/42/envelope/",
    host: "errors.example.org",
    publicKey: "0123abcd",
    environment: "production",
    release: "plans@7",
  });
  expect(notices).toEqual([]);
  const shown = JSON.stringify(settingLines(origins));
  for (const secret of ["a%20key", "a key", "0123abcd"]) expect(shown).not.toContain(secret);
  const own = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://traces/in", OTEL_EXPORTER_OTLP_TRACES_HEADERS: "x=y" };
  expect(read({ ...env, ...own }).config.traces).toMatchObject({ url: "http://traces/in", headers: [["x", "y"]] });
  expect(read({ ...env, OTEL_SDK_DISABLED: "True" }).config.traces).toBeNull();
  expect(read({ ...env, OTEL_SDK_DISABLED: "no" }).config.traces).not.toBeNull();
});

test.each([
  ["OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317"],
  ["OTEL_EXPORTER_OTLP_ENDPOINT", "https://user:hidden@collector"],
  ["OTEL_EXPORTER_OTLP_HEADERS", "hidden"],
  ["OTEL_EXPORTER_OTLP_HEADERS", "key=hidden%0aother: 1"],
  ["OTEL_TRACES_SAMPLER", "sometimes"],
  ["OTEL_TRACES_SAMPLER_ARG", "7"],
  ["SENTRY_DSN", "https://errors.example.org/42"],
  ["SENTRY_DSN", "https://hidden@errors.example.org/project"],
])("%s as %j is refused by its name, without what it holds.", (name, value) => {
  expect(() => read({ [name]: value })).toThrow(new RegExp(`^${name} must be`));
  expect(() => read({ [name]: value })).not.toThrow(/hidden/);
});

test("What is asked of texts stands in tables of its own, and what is wrong in them is told by its place.", () => {
  const toml =
    '[validation.rules]\n"seo/h1_unique" = "off"\n"structure/deep_nesting" = { level = 3 }\n\n[[validation.folders]]\npath = "old"\n';
  expect(() => read({}, toml)).toThrow(
    "validation.rules.structure/deep_nesting in turbo.toml, line 3, must be error, warning, info, hint or off, or a table",
  );
  const { values, unknown } = readSettings(["validationRules", "validationFolders"], {
    cwd: folder,
    env: { TURBO_VALIDATION_RULES: "seo/h1_unique=off, links/empty_url=hint", DATABASE_URL: "mysql://none" },
  });
  expect(values).toEqual({
    validationRules: { "seo/h1_unique": "off", "links/empty_url": "hint" },
    validationFolders: [{ path: "old" }],
  });
  expect(unknown).toEqual([]);
  const folders = (text: string) => () =>
    read({}, `[[validation.folders]]\npath = "a"\n\n[[validation.folders]]\n${text}\n`);
  expect(folders('profile = "strict"')).toThrow("validation.folders in turbo.toml, number 2: path is missing.");
  expect(folders('path = "b"\nprofile = "quiet"')).toThrow("number 2: profile must be strict, default or relaxed.");
});

test("Model providers are off, and read by their names of other days, each once in its order.", () => {
  const { config: plain } = read();
  expect(plain.ai).toMatchObject({ enabled: false, budgets: { day: { tokens: null, cost: null } } });
  expect(plain.ai.providers).toMatchObject([{ name: "anthropic", model: "claude-sonnet-5-5", key: null }]);
  const toml = `[llm_validator]
enabled = true
provider = "ollama"
fallback_providers = ["gemini", "ollama", "openai"]
model = "llama2"
ollama_base_url = "http://models.example:11434/"
[ai]
prices = ["gpt-5.6-terra 1 2.5", "llama2 0.1 0.2 0.05"]
[ai.budget]
person_cost = 2.5
[ai.openai]
model = "gpt-5.6-luna"
`;
  const { config, unknown, notices } = read({ OPENAI_API_KEY: "sk-of-nobody" }, toml);
  expect(config.ai).toMatchObject({ enabled: true, budgets: { person: { tokens: null, cost: 2.5 } } });
  expect(config.ai.providers.map(({ name, model, key }) => [name, model, key])).toEqual([
    ["ollama", "llama2", null],
    ["google", "gemini-3.8-flash", null],
    ["openai", "gpt-5.6-luna", "sk-of-nobody"],
  ]);
  expect(config.ai.providers[0]?.baseUrl).toBe("http://models.example:11434");
  expect(config.ai.prices).toEqual([
    { model: "gpt-5.6-terra", input: 1, output: 2.5, cached: 1 },
    { model: "llama2", input: 0.1, output: 0.2, cached: 0.05 },
  ]);
  expect([unknown, notices]).toEqual([[], expect.arrayContaining([expect.stringContaining("ai.fallback_providers")])]);
});

test.each([
  ["[ai.anthropic]\napi_key = 'sk-ant-secret-of-mine'", "ai.anthropic.api_key in turbo.toml, line 2,"],
  ["[ai]\nproviders = ['openai']\nopenai_key = 'sk-secret-of-mine'", "ai.openai_key in turbo.toml, line 3,"],
  ["[llm_validator]\ngemini_api_key = 'secret-of-mine'", "llm_validator.gemini_api_key in turbo.toml, line 2,"],
])("A key for a model provider in turbo.toml is refused with its line, and not repeated: %s", (toml, place) => {
  expect(() => read({}, toml)).toThrow(`${place} holds a key, which only the environment may`);
  expect(() => read({}, toml)).not.toThrow("of-mine");
});

test("A price or provider that is none is refused in words.", () => {
  expect(() => read({ TURBO_AI_PRICES: "claude 2" })).toThrow("TURBO_AI_PRICES must be like MODEL 2 10 0.2");
  expect(() => read({ TURBO_AI_PROVIDERS: "skynet" })).toThrow("must be anthropic, openai, google or ollama");
});
