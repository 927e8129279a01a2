import path from "node:path";
import { CONFIG_KEYS, type ConfigKey, type ConfigName, type ConfigValues, PRICE } from "./config-keys.ts";
import { TurboError } from "./errors.ts";
import { likeliest } from "./likeliest.ts";
import type { ProviderName } from "./model-providers.ts";
import { readPairs } from "./pairs.ts";
import { RETIRED, RETIRED_VARIABLES } from "./retired-settings.ts";
import type { Rotation } from "./rotating-file.ts";
import { readSentryDsn, type SentryDsn } from "./sentry-dsn.ts";
import { type FoundSetting, findSetting, readToml, tomlLine, tomlValues } from "./setting-sources.ts";

export interface Config {
  environment: ConfigValues["environment"];
  log: { level: ConfigValues["logLevel"] /** Null where none is kept. */; file: Rotation | null };
  server: {
    host: string;
    port: number /** Without a slash at the end; null where none is set. */;
    publicUrl: string | null;
    /** Addresses, networks and names of them, as `trustedProxies` takes them. */
    trustedProxies: string[];
    shutdownSeconds: number;
    /** Like `Europe/Berlin`. */
    timeZone: string;
  };
  /** A `file:` URL holds an absolute path. */
  database: { url: string; durability: "full" | "normal"; cacheMb: number; mmapMb: number; poolSize: number };
  security: {
    secretKey: string | null;
    corsOrigins: string[];
    rateLimitPerMinute: number;
    maxRequestSizeMb: number;
  };
  uploads: { maxSizeMb: number /** Like `image/*`, in lower case. */; allowedTypes: string[] };
  /** What lets a scraper read the metrics. */
  metricsToken: string | null;
  jobs: { enabled: boolean; concurrency: number /** Null where the door is closed. */; cronSecret: string | null };
  retention: { binDays: number };
  backup: {
    enabled: boolean;
    frequency: ConfigValues["backupFrequency"];
    retentionDays: number;
    /** Absolute; the folder need not be there. With a bucket it holds what is under way alone. */
    directory: string;
    bucket: S3Place | null;
    compress: boolean;
    /** A public key of age; null where backups are not encrypted. */
    recipient: string | null;
    beforeMigration: boolean;
  };
  cache: {
    enabled: boolean;
    memoryMb: number;
    /** Where it is kept beyond the memory. */
    backend: "database" | "redis" | "memory";
    redisUrl: string | null;
    keyPrefix: string;
    timeoutMs: number;
    ttlSeconds: number;
    maxMb: number;
  };
  ai: {
    /** Whether anything may be sent. */
    enabled: boolean;
    /** In the order in which they are tried, each once. */
    providers: ProviderPlace[];
    firstByteMs: number;
    betweenBytesMs: number;
    retries: number;
    longestWaitMs: number;
    /** What stands before Turbo's own table. */
    prices: Price[];
    /** A day's, in tokens and dollars; null is without limit. */
    budgets: Record<Budgeted, { tokens: number | null; cost: number | null }>;
  };
  /** Null where nobody signs in by GitHub. */
  github: GithubPlace | null;
  /** Null where none are kept. */
  traces: TracePlace | null;
  /** Null where errors are only logged. */
  errorReports: ErrorReportPlace | null;
  bound: "loopback" | "wide";
  /** Nobody reads its standard error. */
  detached: boolean;
  /** TURBO_API_KEY where it counts: bound wide and long enough. */
  bootstrapKey: string | null;
  /** Absolute. */
  dataDirectory: string;
  /** Absolute; the folder need not be there. */
  templatesDirectory: string;
  /** Absolute path of the folder that turbo.toml lies in. */
  home: string;
}

/** A bucket of S3 or what speaks like it, and who asks. */
export interface S3Place {
  /** Like `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: string;
  region: string;
  bucket: string;
  /** Leads every key; without a slash at the end, empty for none. */
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** GitHub or a server of GitHub Enterprise, and the OAuth app there that people sign in by. */
export interface GithubPlace {
  /** Like `https://github.com`. */
  server: string;
  api: string;
  clientId: string;
  clientSecret: string;
}

/** An OpenTelemetry collector, and what is sent to it. */
export interface TracePlace {
  /** The whole address. */
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  /** What is said of this Turbo, its name included. */
  resource: Readonly<Record<string, string>>;
  sampler: ConfigValues["tracesSampler"];
  /** Of 1; for the samplers by ratio. */
  part: number;
}

/** What speaks like Sentry, and what reports say of this instance. */
export interface ErrorReportPlace extends SentryDsn {
  environment: string;
  /** Null for that of Turbo. */
  release: string | null;
}

/** Whose tokens and dollars of a day are held to a budget. */
export type Budgeted = "person" | "project" | "day";

/** A model provider as it is set here. */
export interface ProviderPlace {
  name: ProviderName;
  /** Without a slash at the end. */
  baseUrl: string;
  model: string;
  /** Null where the provider has none. */
  embeddingModel: string | null;
  /** Null where none is set; Ollama needs none. */
  key: string | null;
}

/** What a model costs, in dollars for a million tokens. */
export interface Price {
  model: string;
  input: number;
  output: number;
  /** Of what goes in, the tokens that the provider had kept. */
  cached: number;
}

/** Where a value came from: `--port`, the name of a variable, `turbo.toml`, or `default`. */
export interface ConfigOrigin {
  name: ConfigName;
  value: unknown;
  origin: string;
}

interface Sources {
  cwd: string;
  env: Record<string, string | undefined>;
  /** What the command line said, which outranks the rest. */
  overrides?: Partial<Record<ConfigName, unknown>>;
}

interface ReadConfig {
  config: Config;
  origins: ConfigOrigin[];
  /** Sentences about keys of turbo.toml that are no settings. */
  unknown: string[];
  /** The same, and about what was read by an older name or has no effect any more. */
  notices: string[];
}

/** Bootstrap keys shorter than this are not honoured. */
export const BOOTSTRAP_KEY_LENGTH = 24;

/** Reads the configuration: command line, then environment, then turbo.toml, then defaults. Throws `configuration`. */
export function readConfig({ cwd, env, overrides = {} }: Sources): ReadConfig {
  const home = path.resolve(cwd, env.TURBO_HOME || ".");
  const toml = path.join(home, "turbo.toml");
  const text = readToml(toml);
  const file = tomlValues(text, toml);
  const origins: ConfigOrigin[] = [];
  refuseKeys(file, text);
  const { unknown, notices } = otherKeys(file, text);
  for (const [name, why] of Object.entries(RETIRED_VARIABLES))
    if (env[name]) notices.push(`${name} has no effect: ${why}`);
  const values: Partial<Record<ConfigName, unknown>> = {};
  for (const [name, declared] of Object.entries(CONFIG_KEYS) as [ConfigName, ConfigKey][]) {
    const found = find(name, declared, { env, file, overrides });
    const parsed = declared.value.safeParse(found.raw);
    if (!parsed.success)
      throw new TurboError(
        "configuration",
        `${wrongValue(found, declared, { text, issue: parsed.error.issues[0] })} Turbo was not started.`,
      );
    if (found.alias) notices.push(`${found.alias} is read as ${canonicalName(found, declared)}.`);
    values[name] = parsed.data;
    origins.push({ name, value: parsed.data, origin: found.origin });
  }
  return { config: arrange(values as ConfigValues, home), origins, unknown, notices: [...unknown, ...notices] };
}

/** A setting's own name where it was found: in the file or in the environment. */
function canonicalName({ origin }: FoundSetting, { toml, env }: ConfigKey): string {
  return origin === "turbo.toml" && toml !== null ? toml : env[0];
}

function find(
  name: ConfigName,
  declared: ConfigKey,
  sources: { env: Sources["env"]; file: Record<string, unknown>; overrides: NonNullable<Sources["overrides"]> },
): FoundSetting {
  if (sources.overrides[name] !== undefined) return { raw: sources.overrides[name], origin: "command line" };
  return findSetting(declared, sources);
}

/** Some settings alone, whatever the others are, and what is said of others in their section. Throws `configuration`. */
export function readSettings<Name extends ConfigName>(
  names: readonly Name[],
  { cwd, env }: Sources,
): { values: Pick<ConfigValues, Name>; unknown: string[]; home: string; text: string } {
  const home = path.resolve(cwd, env.TURBO_HOME || ".");
  const toml = path.join(home, "turbo.toml");
  const text = readToml(toml);
  const file = tomlValues(text, toml);
  const values: Partial<Record<Name, unknown>> = {};
  for (const name of names) {
    const declared: ConfigKey = CONFIG_KEYS[name];
    const found = findSetting(declared, { env, file });
    const parsed = declared.value.safeParse(found.raw);
    if (!parsed.success)
      throw new TurboError("configuration", wrongValue(found, declared, { text, issue: parsed.error.issues[0] }));
    values[name] = parsed.data;
  }
  const sections = names.map((name) => (CONFIG_KEYS[name] as ConfigKey).toml?.split(".")[0]);
  const ours = Object.entries(file).filter(([name]) => sections.includes(name.split(".")[0]));
  const { unknown } = otherKeys(Object.fromEntries(ours), text);
  return { values: values as Pick<ConfigValues, Name>, unknown, home, text };
}

function wrongValue(
  found: FoundSetting,
  declared: ConfigKey,
  { text, issue }: { text: string; issue: { path: PropertyKey[]; message: string } | undefined },
): string {
  return `${whereItStands(found, declared, { text, within: issue?.path ?? [] })} ${issue?.message ?? "is not right"}.`;
}

function whereItStands(
  { origin, alias }: FoundSetting,
  declared: ConfigKey,
  { text, within }: { text: string; within: readonly PropertyKey[] },
): string {
  if (origin === "command line") return `${declared.toml ?? declared.env[0]} on the command line`;
  if (origin !== "turbo.toml") return origin;
  const name = alias ?? declared.toml ?? "";
  const [first, ...rest] = within;
  if (typeof first === "number" && rest.length > 0)
    return `${name} in turbo.toml, number ${first + 1}: ${rest.join(".")}`;
  return inFile(typeof first === "string" ? `${name}.${first}` : name, text);
}

/** A setting of turbo.toml with its line. */
function inFile(name: string, text: string): string {
  const line = tomlLine(text, name);
  return `${name} in turbo.toml${line === null ? "" : `, line ${line},`}`;
}

/** A key for a model provider stands in no file. Throws `configuration`. */
function refuseKeys(file: Record<string, unknown>, text: string): void {
  const found = Object.keys(file).find((name) => /^(ai|llm_validator)\b.*(key|token|secret)$/i.test(name));
  if (found === undefined) return;
  throw new TurboError(
    "configuration",
    `${inFile(found, text)} holds a key, which only the environment may: ANTHROPIC_API_KEY, OPENAI_API_KEY, GOOGLE_API_KEY. Take the line away. Turbo was not started.`,
  );
}

/** What is said about keys of turbo.toml that are no settings, or are none any more. */
function otherKeys(file: Record<string, unknown>, text: string): { unknown: string[]; notices: string[] } {
  const declared = Object.values<ConfigKey>(CONFIG_KEYS);
  const names = declared.flatMap(({ toml }) => toml ?? []);
  const known = new Set([...names, ...declared.flatMap(({ older = [] }) => older)]);
  const [unknown, notices]: [string[], string[]] = [[], []];
  for (const name of Object.keys(file).filter((one) => !known.has(one))) {
    const why = RETIRED[name];
    const meant = likeliest(name, names);
    if (why !== undefined) notices.push(`${inFile(name, text)} has no effect: ${why}`);
    else unknown.push(`${inFile(name, text)} is no setting of Turbo.${meant ? ` Did you mean ${meant}?` : ""}`);
  }
  return { unknown, notices };
}

function arrange(values: ConfigValues, home: string): Config {
  const wide = values.bound === "wide";
  return {
    environment: values.environment,
    log: {
      level: values.debug && values.logLevel !== "trace" ? "debug" : values.logLevel,
      file: logFile(values, home),
    },
    server: {
      host: values.host,
      port: values.port,
      publicUrl: values.publicUrl || null,
      trustedProxies: values.trustedProxies,
      shutdownSeconds: values.shutdownSeconds,
      timeZone: values.timeZone || systemTimeZone(),
    },
    database: {
      url: absoluteFile(values.databaseUrl, home),
      durability: values.durability,
      cacheMb: values.cacheMb,
      mmapMb: values.mmapMb,
      poolSize: values.poolSize,
    },
    security: {
      secretKey: values.secretKey || null,
      corsOrigins: values.corsOrigins.map((origin) => new URL(origin).origin),
      rateLimitPerMinute: values.rateLimitPerMinute,
      maxRequestSizeMb: values.maxRequestSizeMb,
    },
    uploads: { maxSizeMb: values.uploadMaxSizeMb, allowedTypes: values.uploadTypes },
    metricsToken: values.metricsToken || null,
    jobs: {
      enabled: values.jobsEnabled,
      concurrency: values.jobsConcurrency,
      cronSecret: values.cronSecret || null,
    },
    retention: { binDays: values.binDays },
    backup: {
      enabled: values.backupEnabled,
      frequency: values.backupFrequency,
      retentionDays: values.backupRetentionDays,
      directory: path.resolve(
        home,
        (!values.backupDirectory.startsWith("s3:") && values.backupDirectory) ||
          path.join(values.dataDirectory, "backups"),
      ),
      bucket: bucketOf(values),
      compress: values.backupCompress,
      recipient: values.backupRecipient || null,
      beforeMigration: values.backupBeforeMigration,
    },
    cache: {
      enabled: values.cacheEnabled,
      memoryMb: values.cacheMemoryMb,
      backend: values.cacheBackend === "auto" ? (values.cacheRedisUrl ? "redis" : "database") : values.cacheBackend,
      redisUrl: values.cacheRedisUrl || null,
      keyPrefix: values.cacheKeyPrefix,
      timeoutMs: values.cacheTimeoutMs,
      ttlSeconds: values.cacheTtlSeconds,
      maxMb: values.cacheMaxMb,
    },
    ai: aiOf(values),
    github: githubOf(values),
    traces: tracesOf(values),
    errorReports: errorReportsOf(values),
    bound: values.bound,
    detached: values.detached,
    bootstrapKey: wide && values.apiKey.length >= BOOTSTRAP_KEY_LENGTH ? values.apiKey : null,
    dataDirectory: path.resolve(home, values.dataDirectory),
    templatesDirectory: path.resolve(home, values.templatesDirectory || path.join(values.dataDirectory, "templates")),
    home,
  };
}

function logFile({ logFile: file, logMaxMb, logFiles: kept, dataDirectory }: ConfigValues, home: string) {
  if (file === "none") return null;
  const place = path.resolve(home, file || path.join(dataDirectory, "logs/turbo.log"));
  return { file: place, maxBytes: logMaxMb * 1024 * 1024, kept };
}

/** The bucket that `backup.directory` names; null where it names a folder. */
function bucketOf(values: ConfigValues): S3Place | null {
  if (!values.backupDirectory.startsWith("s3:")) return null;
  const [, bucket = "", prefix = ""] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]+)(?:\/(.*?))?\/*$/.exec(values.backupDirectory) ?? [];
  if (!bucket) throw new TurboError("configuration", "backup.directory must be a folder or like s3://BUCKET/PREFIX.");
  const region = values.backupRegion;
  const endpoint = values.backupEndpoint || `https://s3.${region}.amazonaws.com`;
  const keys = { accessKeyId: values.backupAccessKeyId, secretAccessKey: values.backupSecretKey };
  return { endpoint, region, bucket, prefix, ...keys };
}

function aiOf(values: ConfigValues): Config["ai"] {
  const order = [...new Set([...values.aiProviders, ...values.aiFallbackProviders])];
  const budget = (tokens: number, cost: number) => ({ tokens: tokens || null, cost: cost || null });
  return {
    enabled: values.aiEnabled,
    providers: order.map((name, place) => {
      const own = providerOf(name, values);
      return place === 0 && values.aiModel ? { ...own, model: values.aiModel } : own;
    }),
    firstByteMs: values.aiFirstByteMs,
    betweenBytesMs: values.aiBetweenBytesMs,
    retries: values.aiRetries,
    longestWaitMs: values.aiLongestWaitMs,
    prices: values.aiPrices.map(priceOf),
    budgets: {
      person: budget(values.aiPersonTokens, values.aiPersonCost),
      project: budget(values.aiProjectTokens, values.aiProjectCost),
      day: budget(values.aiDayTokens, values.aiDayCost),
    },
  };
}

function priceOf(line: string): Price {
  const [, model = "", input, output, cached = input] = PRICE.exec(line) ?? [];
  return { model, input: Number(input), output: Number(output), cached: Number(cached) };
}

function providerOf(name: ProviderName, values: ConfigValues): ProviderPlace {
  const embeddingModel = name === "anthropic" ? null : values[`${name}EmbeddingModel`];
  const key = name === "ollama" ? null : values[`${name}Key`] || null;
  return { name, baseUrl: values[`${name}BaseUrl`], model: values[`${name}Model`], embeddingModel, key };
}

function githubOf({ githubClientId, githubClientSecret, githubServer }: ConfigValues): GithubPlace | null {
  if (!githubClientId && !githubClientSecret) return null;
  if (!githubClientId || !githubClientSecret) {
    throw new TurboError("configuration", "github.client_id and github.client_secret are set together, or neither is.");
  }
  const server = githubServer || "https://github.com";
  const api = server === "https://github.com" ? "https://api.github.com" : `${server}/api/v3`;
  return { server, api, clientId: githubClientId, clientSecret: githubClientSecret };
}

function tracesOf(values: ConfigValues): TracePlace | null {
  const { otlpEndpoint, otlpTracesEndpoint, otelDisabled, serviceName } = values;
  const url = otlpTracesEndpoint || (otlpEndpoint && `${otlpEndpoint}/v1/traces`);
  if (!url || otelDisabled) return null;
  const said = Object.fromEntries(readPairs(values.resourceAttributes) ?? []);
  return {
    url,
    headers: readPairs(values.otlpTracesHeaders || values.otlpHeaders) ?? [],
    resource: { "service.name": "turbo", ...said, ...(serviceName && { "service.name": serviceName }) },
    sampler: values.tracesSampler,
    part: values.tracesSamplerArg,
  };
}

function errorReportsOf({ sentryDsn, sentryEnvironment, sentryRelease, environment }: ConfigValues) {
  const place = readSentryDsn(sentryDsn);
  return place && { ...place, environment: sentryEnvironment || environment, release: sentryRelease || null };
}

function systemTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function absoluteFile(url: string, home: string): string {
  return url.startsWith("file:") ? `file:${path.resolve(home, url.slice("file:".length))}` : url;
}

const CACHED = Symbol.for("turbo.config");
const shared = globalThis as { [CACHED]?: Config };

/** The configuration of this process, read once: bundlers load this module several times. */
export function loadConfig(): Config {
  shared[CACHED] ??= readConfig({ cwd: process.cwd(), env: process.env }).config;
  return shared[CACHED];
}

/** Where each setting of this process came from, as it finds them now. */
export function settingOrigins(): ConfigOrigin[] {
  return readConfig({ cwd: process.cwd(), env: process.env }).origins;
}

/** Settles the process's configuration before anything asked for it, where a command line has a say. */
export function settleConfig(config: Config): void {
  shared[CACHED] = config;
}
