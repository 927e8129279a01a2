import { z } from "zod";
import { isTimeZone } from "./calendar.ts";
import { DATA_DIRECTORY } from "./data-directory.ts";
import { levelWord } from "./log-line.ts";
import { PROVIDERS } from "./model-providers.ts";
import { readPairs } from "./pairs.ts";
import { readSentryDsn } from "./sentry-dsn.ts";
import type { SettingPlace } from "./setting-sources.ts";
import { isProxyName } from "./trusted-proxies.ts";

/** One setting: where `turbo.toml` holds it, the variables that set it, what it may be, and a sentence for people. */
export interface ConfigKey<Value extends z.ZodType = z.ZodType> extends SettingPlace {
  value: Value;
  sentence: string;
  secret?: true;
}

function key<Value extends z.ZodType>(
  toml: string | null,
  env: readonly [string, ...string[]],
  value: Value,
  sentence: string,
): ConfigKey<Value> {
  return { toml, env, value, sentence };
}

/** The same setting, as files of other days have it as well. */
function formerly<Value extends z.ZodType>(declared: ConfigKey<Value>, ...older: string[]): ConfigKey<Value> {
  return { ...declared, older };
}

function secret<Value extends z.ZodType>(declared: ConfigKey<Value>): ConfigKey<Value> {
  return { ...declared, secret: true };
}

function whole(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: `must be ${values.slice(0, -1).join(", ")} or ${values.at(-1)}` });
}

const WEB_ADDRESS = { error: "must be an address like https://turbo.example.org" };
const WebAddress = z.url({ protocol: /^https?$/, ...WEB_ADDRESS }).transform((address) => address.replace(/\/+$/, ""));

const Origins = z.preprocess(
  (value) => (typeof value === "string" ? value.split(/[\s,]+/).filter(Boolean) : value),
  z.array(z.url({ protocol: /^https?$/, error: "must be origins like https://app.example.org" })),
);

const Proxies = z.preprocess(
  (value) => (typeof value === "string" ? value.split(/[\s,]+/).filter(Boolean) : value),
  z.array(
    z.string().refine(isProxyName, {
      error: "must be addresses, networks like 10.0.0.0/8, or loopback, linklocal, uniquelocal, fly",
    }),
  ),
);

const MediaTypes = z.preprocess(
  (value) => (typeof value === "string" ? value.split(/[\s,]+/).filter(Boolean) : value),
  z
    .array(
      z
        .string()
        .toLowerCase()
        .regex(/^(\*|[\w.+-]+)\/(\*|[\w.+-]+)$/, { error: "must be media types like image/* or application/pdf" }),
    )
    .min(1, { error: "must name a media type; */* is all of them" }),
);

const DatabaseUrl = z.string().refine((url) => /^file:./.test(url) || isPostgresAddress(url), {
  error:
    "must be file:PATH for SQLite or postgresql://USER:PASSWORD@HOST/NAME for PostgreSQL, with what is special in its parts written as %XX",
});

/** `sqlite:///plan.db` as `file:plan.db`; with a fourth slash the path is absolute. */
function fileOfOtherForms(url: unknown): unknown {
  return typeof url === "string" ? url.replace(/^sqlite:\/\/\/(?=.)/, "file:") : url;
}

/** Can every part of it be read? Drivers throw something of their own where one cannot. */
function isPostgresAddress(url: string): boolean {
  if (!/^postgres(ql)?:\/\/./.test(url) || !URL.canParse(url)) return false;
  const { username, password, hostname, pathname, search } = new URL(url);
  try {
    for (const part of [username, password, hostname, pathname, search]) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

/** `true` and `false`, and what people write for them. */
const YesOrNo = z.union([z.boolean(), z.stringbool({ error: "must be true or false" })], {
  error: "must be true or false",
});

const COLLECTOR = { error: "must be an address like http://127.0.0.1:4318, without a user or a password in it" };
const CollectorAddress = z.union(
  [z.literal(""), WebAddress.refine((url) => !/^\w+:\/\/[^/]*@/.test(url), COLLECTOR)],
  COLLECTOR,
);

/** What OpenTelemetry's variables hold: `name=value,name=value`, values written as in an address. */
const Pairs = z.string().refine((text) => readPairs(text) !== null, {
  error: "must be like name=value,other=value, with what is special written as %XX",
});

const HeaderPairs = Pairs.refine(
  (text) => readPairs(text)?.every(([name, value]) => /^[\w-]+$/.test(name) && /^[ -~]*$/.test(value)) ?? true,
  { error: "must be like name=value,other=value, of plain letters" },
);

const Patterns = z.preprocess(
  (value) => (typeof value === "string" ? value.split(/[\s,]+/).filter(Boolean) : value),
  z.array(z.string().min(1), { error: 'must be a list of paths, like ["docs/old", "**/CHANGELOG.md"]' }),
);

const LEVELS = ["error", "warning", "info", "hint", "off"] as const;
const Profile = oneOf(["strict", "default", "relaxed"]);

/** `links/localhost_link=off, seo/h1_unique=error`, or a table of the same with limits of rules beside their levels. */
const Rules = z.preprocess(
  (value) => (typeof value === "string" ? rulesOfText(value) : value),
  z.record(
    z.string(),
    z.union([z.enum(LEVELS), z.object({ level: z.enum(LEVELS).optional() }).catchall(z.number().min(0))], {
      error: "must be error, warning, info, hint or off, or a table with level and limits",
    }),
    { error: "must be a table of rules" },
  ),
);

function rulesOfText(text: string): unknown {
  const parts = text.split(/[\s,]+/).filter(Boolean);
  return Object.fromEntries(parts.map((part) => part.split("=", 2) as [string, string]));
}

const FOLDERS = { error: "must be a list of folders, each with path, and profile or rules" };
const Folders = z.preprocess(
  (value) => (typeof value === "string" ? parsedOr(value) : value),
  z.array(
    z.strictObject(
      {
        path: z.string({ error: "is missing" }).min(1, { error: "is missing" }),
        profile: Profile.optional(),
        rules: Rules.optional(),
      },
      FOLDERS,
    ),
    FOLDERS,
  ),
);

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What other days called them. */
const PROVIDER_ALIASES: Readonly<Record<string, string>> = { claude: "anthropic", gemini: "google" };

const Providers = z.preprocess(
  (value) => {
    const names = typeof value === "string" ? value.split(/[\s,]+/).filter(Boolean) : value;
    return Array.isArray(names) ? names.map((name) => PROVIDER_ALIASES[name] ?? name) : names;
  },
  z.array(oneOf(PROVIDERS), { error: `must be some of ${PROVIDERS.join(", ")}` }),
);

/** `MODEL 2 10 0.2`, in dollars for a million tokens: what goes in, what comes out, and what goes in from the cache. */
export const PRICE = /^\s*(\S+)\s+(\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)(?:\s+(\d+(?:\.\d+)?))?\s*$/;
const PRICES = { error: "must be like MODEL 2 10 0.2: dollars for a million tokens in, out, and in from the cache" };
const Prices = z.preprocess(
  (value) => (typeof value === "string" ? value.split(",").filter((part) => part.trim()) : value),
  z.array(z.string(PRICES).regex(PRICE, PRICES), PRICES),
);

function dollars() {
  const error = "must be dollars, like 2.50; 0 is without limit";
  return z.coerce.number({ error }).min(0, { error }).max(1_000_000, { error }).default(0);
}

const NO_LOGIN = { error: "must be an address like https://HOST/v1, without a user or a password in it" };
const ProviderAddress = WebAddress.refine((url) => !/^\w+:\/\/[^/]*@/.test(url), NO_LOGIN);

function providerAddress(provider: string, env: string, usual: string) {
  return key(
    `ai.${provider}.base_url`,
    [`TURBO_AI_${provider.toUpperCase()}_BASE_URL`, env],
    ProviderAddress.default(usual),
    "Address of what answers there: the provider's own, a gateway, or a server that speaks its protocol.",
  );
}

function providerModel(provider: string, usual: string) {
  return key(
    `ai.${provider}.model`,
    [`TURBO_AI_${provider.toUpperCase()}_MODEL`],
    z.string().trim().min(1).default(usual),
    "Model that is asked there.",
  );
}

function embeddingModel(provider: string, usual: string) {
  return key(
    `ai.${provider}.embedding_model`,
    [`TURBO_AI_${provider.toUpperCase()}_EMBEDDING_MODEL`],
    z.string().trim().min(1).default(usual),
    "Model there that turns texts into vectors.",
  );
}

function providerKey(name: string, ...env: [string, ...string[]]) {
  return secret(key(null, env, z.string().trim().default(""), `Key for ${name}; only the environment holds it.`));
}

const TOKENS_MOST = 2_000_000_000;

const REDIS_ADDRESS = { error: "must be an address like redis://HOST:6379/0 or rediss://USER:PASSWORD@HOST:6379" };

const SAMPLERS = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;
const PART = { error: "must be a number from 0 to 1" };

/** Every setting of Turbo. The table in docs/settings.md and turbo.example.toml are written from this. */
export const CONFIG_KEYS = {
  environment: key(
    "turbo.environment",
    ["TURBO_ENVIRONMENT", "TURBO_ENV", "TBCV_SYSTEM_ENVIRONMENT"],
    oneOf(["production", "development"]).default("production"),
    "What this instance is for; development serves the sources and reloads.",
  ),
  logLevel: key(
    "turbo.log_level",
    ["TURBO_LOG_LEVEL", "LOG_LEVEL", "TBCV_SYSTEM_LOG_LEVEL"],
    z.preprocess(
      (level) => (typeof level === "string" ? levelWord(level) : level),
      oneOf(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
    ),
    "The least level that is logged.",
  ),
  debug: key("turbo.debug", ["TURBO_DEBUG", "TBCV_SYSTEM_DEBUG"], YesOrNo.default(false), "Log from debug on."),
  logFile: key(
    "turbo.log_file",
    ["TURBO_LOG_FILE", "LOG_FILE"],
    z.string().default(""),
    "File that the log is kept in, besides standard error; logs/turbo.log in the data folder where empty, none keeps no file.",
  ),
  logMaxMb: key(
    "turbo.log_max_mb",
    ["TURBO_LOG_MAX_MB"],
    whole(1, 1000).default(10),
    "Size at which the log file is put aside, in MB.",
  ),
  logFiles: key("turbo.log_files", ["TURBO_LOG_FILES"], whole(0, 100).default(5), "Log files put aside that are kept."),
  dataDirectory: key(
    DATA_DIRECTORY.toml,
    DATA_DIRECTORY.env,
    z.string().min(1).default(DATA_DIRECTORY.fallback),
    "Folder of everything Turbo keeps on disk.",
  ),
  templatesDirectory: key(
    "claude.templates_directory",
    ["TURBO_TEMPLATES_DIRECTORY", "TURBO_TEMPLATES_DIR"],
    z.string().default(""),
    "Folder of your own document templates; templates in the data folder where empty.",
  ),
  host: formerly(
    key(
      "server.host",
      ["TURBO_HOST", "TURBO_WEB_HOST", "TURBO_API_HOST", "API_HOST", "TBCV_SERVER_HOST"],
      z.string().min(1).default("127.0.0.1"),
      "Address to listen on; anything but loopback needs a secret.",
    ),
    "web.host",
    "api.host",
  ),
  port: formerly(
    key(
      "server.port",
      ["TURBO_PORT", "PORT", "TURBO_WEB_PORT", "TURBO_API_PORT", "API_PORT", "TBCV_SERVER_PORT"],
      whole(1, 65_535).default(3000),
      "Port to listen on.",
    ),
    "web.port",
    "api.port",
  ),
  publicUrl: key(
    "server.public_url",
    ["TURBO_PUBLIC_URL", "NEXTAUTH_URL", "NEXT_PUBLIC_API_URL"],
    z.union([z.literal(""), WebAddress], WEB_ADDRESS).default(""),
    "Address that people reach it at, where a proxy stands before it.",
  ),
  trustedProxies: key(
    "server.trusted_proxies",
    ["TURBO_TRUSTED_PROXIES"],
    Proxies.default([]),
    "Proxies that say who calls (X-Forwarded-For): addresses, networks, or loopback, linklocal, uniquelocal, fly; nobody else is believed.",
  ),
  shutdownSeconds: key(
    "server.shutdown_seconds",
    ["TURBO_SHUTDOWN_SECONDS"],
    whole(0, 600).default(10),
    "How long requests under way may take when the server is ended, in seconds.",
  ),
  timeZone: key(
    "server.time_zone",
    ["TURBO_TIME_ZONE"],
    z
      .string()
      .refine((name) => name === "" || isTimeZone(name), { error: "must be a time zone like Europe/Berlin" })
      .default(""),
    "Whose day is today for agents, the command line and reports; the system's where empty. Pages go by the browser's.",
  ),
  databaseUrl: secret(
    key(
      "database.url",
      ["DATABASE_URL", "TURBO_DATABASE_URL", "TBCV_DATABASE_URL"],
      z.preprocess(fileOfOtherForms, DatabaseUrl.default("file:.turbo/turbo.db")),
      "SQLite file or PostgreSQL address.",
    ),
  ),
  durability: key(
    "database.durability",
    ["TURBO_DATABASE_DURABILITY"],
    oneOf(["full", "normal"]).default("full"),
    "SQLite: full survives a power cut, normal a killed process.",
  ),
  cacheMb: key(
    "database.cache_mb",
    ["TURBO_DATABASE_CACHE_MB"],
    whole(1, 4096).default(16),
    "SQLite: page cache of each connection, in MB.",
  ),
  mmapMb: key(
    "database.mmap_mb",
    ["TURBO_DATABASE_MMAP_MB"],
    whole(0, 65_536).default(16),
    "SQLite: memory map, in MB.",
  ),
  poolSize: key(
    "database.pool_size",
    ["TURBO_DATABASE_POOL_SIZE"],
    whole(2, 200).default(10),
    "PostgreSQL: connections of one process at most.",
  ),
  secretKey: secret(
    key(
      "security.secret_key",
      ["TURBO_SECRET_KEY", "NEXTAUTH_SECRET", "TBCV_SECRET_KEY"],
      z.union([z.literal(""), z.string().min(24, { error: "must have at least 24 characters" })]).default(""),
      "Signs sessions; the first start makes one for local use.",
    ),
  ),
  corsOrigins: key(
    "security.cors_origins",
    ["TURBO_CORS_ORIGINS", "CORS_ORIGINS"],
    Origins.default([]),
    "Other origins whose pages may use the REST API with a key.",
  ),
  rateLimitPerMinute: key(
    "security.rate_limit_per_minute",
    ["TURBO_RATE_LIMIT_PER_MINUTE", "RATE_LIMIT_PER_MINUTE"],
    whole(0, 10_000_000).default(6000),
    "Requests a minute of one key or address; 0 is without limit.",
  ),
  maxRequestSizeMb: formerly(
    key(
      "security.max_request_size_mb",
      ["TURBO_MAX_REQUEST_SIZE_MB", "MAX_REQUEST_SIZE_MB"],
      whole(1, 1000).default(10),
      "Largest request body, in MB.",
    ),
    "server.max_request_size_mb",
  ),
  uploadMaxSizeMb: key(
    "uploads.max_size_mb",
    ["TURBO_UPLOADS_MAX_SIZE_MB"],
    whole(1, 2000).default(25),
    "Largest attached file, in MB.",
  ),
  uploadTypes: key(
    "uploads.allowed_types",
    ["TURBO_UPLOADS_ALLOWED_TYPES"],
    MediaTypes.default(["*/*"]),
    "Media types of files that may be attached, like image/* and application/pdf.",
  ),
  metricsToken: secret(
    key(
      "metrics.token",
      ["TURBO_METRICS_TOKEN"],
      z
        .union([
          z.literal(""),
          z.string().regex(/^[!-~]{24,}$/, { error: "must have at least 24 characters, no spaces" }),
        ])
        .default(""),
      "Lets a scraper read /metrics, as Authorization: Bearer; where empty, keys of scope admin may, and on loopback everybody.",
    ),
  ),
  jobsEnabled: key(
    "jobs.enabled",
    ["TURBO_JOBS_ENABLED"],
    YesOrNo.default(true),
    "Whether this instance runs background jobs; another one on the same database, or /api/cron, then has to.",
  ),
  jobsConcurrency: formerly(
    key(
      "jobs.concurrency",
      ["TURBO_JOBS_CONCURRENCY", "TBCV_PERFORMANCE_WORKER_POOL_SIZE"],
      whole(1, 64).default(2),
      "Background jobs that this instance runs at once.",
    ),
    "performance.worker_pool_size",
  ),
  cronSecret: secret(
    key(
      "jobs.cron_secret",
      ["TURBO_CRON_SECRET", "CRON_SECRET"],
      z.union([z.literal(""), z.string().min(16, { error: "must have at least 16 characters" })]).default(""),
      "Lets a host's scheduler run due jobs at /api/cron; closed where empty.",
    ),
  ),
  binDays: key(
    "retention.bin_days",
    ["TURBO_RETENTION_BIN_DAYS"],
    whole(0, 36_500).default(30),
    "Days that things stay in the bin before they are removed for good; 0 is for ever.",
  ),
  backupEnabled: key(
    "backup.enabled",
    ["TURBO_BACKUP_ENABLED"],
    YesOrNo.default(true),
    "Back up by itself, and clean up.",
  ),
  backupFrequency: key(
    "backup.frequency",
    ["TURBO_BACKUP_FREQUENCY"],
    oneOf(["daily", "weekly", "monthly"]).default("daily"),
    "How often Turbo backs up by itself: once a day, week or month.",
  ),
  backupRetentionDays: key(
    "backup.retention_days",
    ["TURBO_BACKUP_RETENTION_DAYS"],
    whole(1, 36_500).default(30),
    "Days after which a backup that Turbo made by itself goes; the newest always stays.",
  ),
  backupDirectory: formerly(
    key(
      "backup.directory",
      ["TURBO_BACKUP_DIRECTORY"],
      z.string().default(""),
      "Folder of the backups, or s3://BUCKET/PREFIX; backups in the data folder where empty.",
    ),
    "backup.backup_directory",
  ),
  backupCompress: key(
    "backup.compress",
    ["TURBO_BACKUP_COMPRESS"],
    YesOrNo.default(true),
    "Compress backups, by zstd.",
  ),
  backupRecipient: key(
    "backup.age_recipient",
    ["TURBO_BACKUP_AGE_RECIPIENT"],
    z
      .string()
      .regex(/^(age1[a-z0-9]+)?$/, { error: "must be a public key of age, like age1…; `turbo backup key` makes one" })
      .default(""),
    "Public key of age that backups are encrypted to; they are not encrypted where empty.",
  ),
  backupBeforeMigration: key(
    "backup.before_migration",
    ["TURBO_BACKUP_BEFORE_MIGRATION"],
    YesOrNo.default(true),
    "Back up before the database is brought up to date.",
  ),
  backupEndpoint: key(
    "backup.s3_endpoint",
    ["TURBO_BACKUP_S3_ENDPOINT", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"],
    z.union([z.literal(""), WebAddress], WEB_ADDRESS).default(""),
    "Address of what speaks S3; Amazon's of the region where empty.",
  ),
  backupRegion: key(
    "backup.s3_region",
    ["TURBO_BACKUP_S3_REGION", "AWS_REGION"],
    z.string().min(1).default("us-east-1"),
    "Region of the bucket.",
  ),
  backupAccessKeyId: key(
    null,
    ["AWS_ACCESS_KEY_ID"],
    z.string().default(""),
    "Name of the key for the bucket of backups.",
  ),
  backupSecretKey: secret(
    key(null, ["AWS_SECRET_ACCESS_KEY"], z.string().default(""), "Secret of the key for the bucket of backups."),
  ),
  cacheEnabled: key(
    "cache.enabled",
    ["TURBO_CACHE_ENABLED"],
    YesOrNo.default(true),
    "Keep what was made once, like rendered texts.",
  ),
  cacheMemoryMb: formerly(
    key(
      "cache.memory_mb",
      ["TURBO_CACHE_MEMORY_MB"],
      whole(0, 4096).default(8),
      "Room of the cache in the memory of each process, in MB.",
    ),
    "cache.l1.max_memory_mb",
  ),
  cacheBackend: formerly(
    key(
      "cache.backend",
      ["TURBO_CACHE_BACKEND", "TBCV_CACHING_L2_BACKEND"],
      z.preprocess(
        (backend) => (backend === "sqlite" ? "database" : backend),
        oneOf(["auto", "database", "redis", "memory"]).default("auto"),
      ),
      "Where the cache is kept beyond the memory; auto is redis where cache.redis_url is set, else database; memory is nowhere.",
    ),
    "caching.l2.backend",
  ),
  cacheRedisUrl: secret(
    formerly(
      key(
        "cache.redis_url",
        ["TURBO_CACHE_REDIS_URL", "REDIS_URL", "TBCV_CACHING_L2_REDIS_URL"],
        z.union([z.literal(""), z.url({ protocol: /^rediss?$/, ...REDIS_ADDRESS })], REDIS_ADDRESS).default(""),
        "Redis of the cache, like redis://HOST:6379/0; rediss:// is over TLS.",
      ),
      "caching.l2.redis_url",
    ),
  ),
  cacheKeyPrefix: formerly(
    key(
      "cache.key_prefix",
      ["TURBO_CACHE_KEY_PREFIX"],
      z.string().min(1).max(100).default("turbo:"),
      "Redis: what the names of Turbo's entries begin with.",
    ),
    "caching.l2.key_prefix",
  ),
  cacheTimeoutMs: key(
    "cache.timeout_ms",
    ["TURBO_CACHE_TIMEOUT_MS"],
    whole(10, 10_000).default(200),
    "How long is waited for the cache beyond the memory, in milliseconds, before a thing is made anew.",
  ),
  cacheTtlSeconds: formerly(
    key(
      "cache.ttl_seconds",
      ["TURBO_CACHE_TTL_SECONDS"],
      whole(1, 31_536_000).default(2_592_000),
      "How long an entry is kept, in seconds.",
    ),
    "cache.ttl",
    "caching.l2.ttl_seconds",
  ),
  cacheMaxMb: formerly(
    key(
      "cache.max_mb",
      ["TURBO_CACHE_MAX_MB"],
      whole(1, 65_536).default(32),
      "Room of the cache in the database, in MB; what was kept first leaves first.",
    ),
    "cache.l2.max_size_mb",
    "caching.l2.max_size_mb",
  ),
  githubClientId: key(
    "github.client_id",
    ["TURBO_GITHUB_CLIENT_ID", "GITHUB_ID"],
    z.string().trim().default(""),
    "OAuth app of GitHub that people may sign in by; nothing of GitHub is shown where empty.",
  ),
  githubClientSecret: secret(
    key(
      "github.client_secret",
      ["TURBO_GITHUB_CLIENT_SECRET", "GITHUB_SECRET"],
      z.string().trim().default(""),
      "Secret of that OAuth app.",
    ),
  ),
  githubServer: key(
    "github.server",
    ["TURBO_GITHUB_SERVER"],
    z.union([z.literal(""), WebAddress], WEB_ADDRESS).default(""),
    "Address of GitHub Enterprise; https://github.com where empty.",
  ),
  otlpEndpoint: key(
    "telemetry.otlp_endpoint",
    ["OTEL_EXPORTER_OTLP_ENDPOINT"],
    CollectorAddress.default(""),
    "OpenTelemetry collector that traces are sent to, at /v1/traces below it; none are kept where empty.",
  ),
  otlpTracesEndpoint: key(
    "telemetry.otlp_traces_endpoint",
    ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"],
    CollectorAddress.default(""),
    "The same as a whole address, which is used as it stands.",
  ),
  otlpHeaders: secret(
    key(
      "telemetry.otlp_headers",
      ["OTEL_EXPORTER_OTLP_HEADERS"],
      HeaderPairs.default(""),
      "Headers that the collector wants, like api-key=KEY,other=VALUE.",
    ),
  ),
  otlpTracesHeaders: secret(
    key(
      null,
      ["OTEL_EXPORTER_OTLP_TRACES_HEADERS"],
      HeaderPairs.default(""),
      "Headers for traces alone, which go before those.",
    ),
  ),
  serviceName: key(
    "telemetry.service_name",
    ["OTEL_SERVICE_NAME"],
    z.string().max(200).default(""),
    "What traces call this Turbo; turbo where empty.",
  ),
  resourceAttributes: key(
    "telemetry.resource_attributes",
    ["OTEL_RESOURCE_ATTRIBUTES"],
    Pairs.default(""),
    "What traces say of where it runs, like deployment.environment.name=staging.",
  ),
  tracesSampler: key(
    "telemetry.traces_sampler",
    ["OTEL_TRACES_SAMPLER"],
    oneOf(SAMPLERS).default("parentbased_always_on"),
    "Which requests are traced; parentbased goes by the caller's traceparent where there is one.",
  ),
  tracesSamplerArg: key(
    "telemetry.traces_sampler_arg",
    ["OTEL_TRACES_SAMPLER_ARG"],
    z.coerce.number(PART).min(0, PART).max(1, PART).default(1),
    "Part of the requests that traceidratio keeps, from 0 to 1.",
  ),
  otelDisabled: key(
    null,
    ["OTEL_SDK_DISABLED"],
    // OpenTelemetry takes anything but true for false.
    z.preprocess((value) => String(value).toLowerCase() === "true", z.boolean()),
    "true keeps traces off whatever else is set.",
  ),
  sentryDsn: secret(
    key(
      "telemetry.sentry_dsn",
      ["SENTRY_DSN"],
      z
        .string()
        .trim()
        .refine((dsn) => dsn === "" || readSentryDsn(dsn) !== null, { error: "must be like https://KEY@HOST/PROJECT" })
        .default(""),
      "Sentry, or what speaks like it, that errors are reported to; none are where empty.",
    ),
  ),
  sentryEnvironment: key(
    "telemetry.sentry_environment",
    ["SENTRY_ENVIRONMENT"],
    z.string().max(64).default(""),
    "What reports call this instance; turbo.environment where empty.",
  ),
  sentryRelease: key(
    "telemetry.sentry_release",
    ["SENTRY_RELEASE"],
    z.string().max(200).default(""),
    "Release that reports name; turbo@VERSION where empty.",
  ),
  validationProfile: key(
    "validation.profile",
    ["TURBO_VALIDATION_PROFILE"],
    Profile.default("default"),
    "How much `turbo validate` asks of texts: strict, default or relaxed.",
  ),
  validationFailLevel: key(
    "validation.fail_level",
    ["TURBO_VALIDATION_FAIL_LEVEL"],
    oneOf(["error", "warning", "info", "hint", "never"]).default("error"),
    "The least level of what it finds that ends it with exit code 1.",
  ),
  validationTruth: key(
    "validation.truth",
    ["TURBO_VALIDATION_TRUTH"],
    z.string().default(""),
    "File or folder of names and what holds of them; truth and truth in the data folder where empty, none is neither.",
  ),
  validationExclude: key(
    "validation.exclude",
    ["TURBO_VALIDATION_EXCLUDE"],
    Patterns.default([]),
    "Files and folders that are not checked, as patterns from the folder of turbo.toml on.",
  ),
  validationRules: key(
    "validation.rules",
    ["TURBO_VALIDATION_RULES"],
    Rules.default({}),
    "Levels and limits of single rules; `turbo validate --list-rules` lists them.",
  ),
  validationFolders: key(
    "validation.folders",
    ["TURBO_VALIDATION_FOLDERS"],
    Folders.default([]),
    "Other profiles and rules for some paths, each with path, profile and rules; what stands last counts.",
  ),
  aiEnabled: formerly(
    key(
      "features.ai_generation",
      ["TURBO_AI_ENABLED"],
      YesOrNo.default(false),
      "Whether texts may be sent to a model provider; nothing is sent anywhere while it is false.",
    ),
    "llm_validator.enabled",
  ),
  aiProviders: formerly(
    key(
      "ai.providers",
      ["TURBO_AI_PROVIDERS"],
      Providers.default(["anthropic"]),
      "Model providers in the order in which they are tried: anthropic, openai, google, ollama.",
    ),
    "llm_validator.provider",
  ),
  aiFallbackProviders: formerly(
    key(
      "ai.fallback_providers",
      ["TURBO_AI_FALLBACK_PROVIDERS"],
      Providers.default([]),
      "Providers that are tried after these, for files that have them apart.",
    ),
    "llm_validator.fallback_providers",
  ),
  aiModel: formerly(
    key(
      "ai.model",
      ["TURBO_AI_MODEL"],
      z.string().trim().default(""),
      "Model of the first provider, before its own setting.",
    ),
    "llm_validator.model",
  ),
  aiFirstByteMs: key(
    "ai.first_byte_timeout_ms",
    ["TURBO_AI_FIRST_BYTE_TIMEOUT_MS"],
    whole(10, 600_000).default(60_000),
    "How long an answer may take to begin, in milliseconds, before the next provider is asked.",
  ),
  aiBetweenBytesMs: key(
    "ai.between_bytes_timeout_ms",
    ["TURBO_AI_BETWEEN_BYTES_TIMEOUT_MS"],
    whole(10, 600_000).default(30_000),
    "How long an answer that has begun may be silent, in milliseconds.",
  ),
  aiRetries: key(
    "ai.retries",
    ["TURBO_AI_RETRIES"],
    whole(0, 10).default(2),
    "How often a busy provider is asked again before the next one.",
  ),
  aiLongestWaitMs: key(
    "ai.longest_wait_ms",
    ["TURBO_AI_LONGEST_WAIT_MS"],
    whole(0, 600_000).default(20_000),
    "Longest wait that a provider may ask for before it is asked again; where it wants more, the next one is asked.",
  ),
  aiPrices: key(
    "ai.prices",
    ["TURBO_AI_PRICES"],
    Prices.default([]),
    "What models cost where Turbo's own table is old or lacks them: MODEL IN OUT CACHED, in dollars for a million tokens.",
  ),
  aiPersonTokens: key(
    "ai.budget.person_tokens",
    ["TURBO_AI_BUDGET_PERSON_TOKENS"],
    whole(0, TOKENS_MOST).default(0),
    "Tokens that one person may use a day; 0 is without limit.",
  ),
  aiPersonCost: key(
    "ai.budget.person_cost",
    ["TURBO_AI_BUDGET_PERSON_COST"],
    dollars(),
    "Dollars that one person may spend a day; 0 is without limit.",
  ),
  aiProjectTokens: key(
    "ai.budget.project_tokens",
    ["TURBO_AI_BUDGET_PROJECT_TOKENS"],
    whole(0, TOKENS_MOST).default(0),
    "Tokens that may be used for one project a day; 0 is without limit.",
  ),
  aiProjectCost: key(
    "ai.budget.project_cost",
    ["TURBO_AI_BUDGET_PROJECT_COST"],
    dollars(),
    "Dollars that may be spent for one project a day; 0 is without limit.",
  ),
  aiDayTokens: key(
    "ai.budget.day_tokens",
    ["TURBO_AI_BUDGET_DAY_TOKENS"],
    whole(0, TOKENS_MOST).default(0),
    "Tokens that all together may use a day; 0 is without limit.",
  ),
  aiDayCost: key(
    "ai.budget.day_cost",
    ["TURBO_AI_BUDGET_DAY_COST"],
    dollars(),
    "Dollars that all together may spend a day; 0 is without limit.",
  ),
  anthropicModel: providerModel("anthropic", "claude-sonnet-5-5"),
  anthropicBaseUrl: providerAddress("anthropic", "ANTHROPIC_BASE_URL", "https://api.anthropic.com"),
  anthropicKey: providerKey("Anthropic", "ANTHROPIC_API_KEY"),
  openaiModel: providerModel("openai", "gpt-5.6-terra"),
  openaiEmbeddingModel: embeddingModel("openai", "text-embedding-3-small"),
  openaiBaseUrl: providerAddress("openai", "OPENAI_BASE_URL", "https://api.openai.com/v1"),
  openaiKey: providerKey("OpenAI", "OPENAI_API_KEY"),
  googleModel: providerModel("google", "gemini-3.8-flash"),
  googleEmbeddingModel: embeddingModel("google", "gemini-embedding-001"),
  googleBaseUrl: providerAddress("google", "GOOGLE_BASE_URL", "https://generativelanguage.googleapis.com"),
  googleKey: providerKey("Google", "GOOGLE_API_KEY", "GEMINI_API_KEY"),
  ollamaModel: providerModel("ollama", "qwen2.5"),
  ollamaEmbeddingModel: embeddingModel("ollama", "nomic-embed-text"),
  ollamaBaseUrl: formerly(
    providerAddress("ollama", "OLLAMA_BASE_URL", "http://127.0.0.1:11434"),
    "llm_validator.ollama_base_url",
  ),
  bound: key(
    null,
    ["TURBO_BOUND"],
    oneOf(["wide", "loopback"]).default("wide"),
    "How the server is reachable; the launcher sets it.",
  ),
  detached: key(
    null,
    ["TURBO_DETACHED"],
    YesOrNo.default(false),
    "Whether the server runs in the background and logs to its file alone; the launcher sets it.",
  ),
  apiKey: secret(
    key(
      null,
      ["TURBO_API_KEY"],
      z.string().default(""),
      "Bootstrap key of a deployment, 24 characters or more; honoured only when bound wide.",
    ),
  ),
  home: key(
    null,
    ["TURBO_HOME"],
    z.string().default(""),
    "Folder of turbo.toml, which relative paths start from; the working folder where empty.",
  ),
} as const;

export type ConfigName = keyof typeof CONFIG_KEYS;
export type ConfigValues = { [Name in ConfigName]: z.output<(typeof CONFIG_KEYS)[Name]["value"]> };
