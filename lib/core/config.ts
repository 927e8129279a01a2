import path from "node:path";
import { CONFIG_KEYS, type ConfigKey, type ConfigName, type ConfigValues } from "./config-keys.ts";
import { TurboError } from "./errors.ts";
import { type FoundSetting, findSetting, readTomlFile } from "./setting-sources.ts";

export interface Config {
  environment: ConfigValues["environment"];
  log: { level: ConfigValues["logLevel"] /** Absolute; null is standard error. */; file: string | null };
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
  bound: "loopback" | "wide";
  /** TURBO_API_KEY where it counts: bound wide and long enough. */
  bootstrapKey: string | null;
  /** Absolute. */
  dataDirectory: string;
  /** Absolute; the folder need not be there. */
  templatesDirectory: string;
  /** Absolute path of the folder that turbo.toml lies in. */
  home: string;
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
  /** Sentences about what was read but is old or unknown. */
  notices: string[];
}

/** Bootstrap keys shorter than this are not honoured. */
export const BOOTSTRAP_KEY_LENGTH = 24;

/** Reads the configuration: command line, then environment, then turbo.toml, then defaults. Throws `configuration`. */
export function readConfig({ cwd, env, overrides = {} }: Sources): ReadConfig {
  const home = path.resolve(cwd, env.TURBO_HOME || ".");
  const file = readTomlFile(path.join(home, "turbo.toml"));
  const origins: ConfigOrigin[] = [];
  const notices = unknownKeys(file);
  const values: Partial<Record<ConfigName, unknown>> = {};
  for (const [name, declared] of Object.entries(CONFIG_KEYS) as [ConfigName, ConfigKey][]) {
    const found = find(name, declared, { env, file, overrides });
    const parsed = declared.value.safeParse(found.raw);
    if (!parsed.success) throw wrongValue(found.origin, declared, parsed.error.issues[0]?.message ?? "is not right");
    if (found.alias) notices.push(`${found.alias} is read as ${declared.env[0]}.`);
    values[name] = parsed.data;
    origins.push({ name, value: parsed.data, origin: found.origin });
  }
  return { config: arrange(values as ConfigValues, home), origins, notices };
}

function find(
  name: ConfigName,
  declared: ConfigKey,
  sources: { env: Sources["env"]; file: Record<string, unknown>; overrides: NonNullable<Sources["overrides"]> },
): FoundSetting {
  if (sources.overrides[name] !== undefined) return { raw: sources.overrides[name], origin: "command line" };
  return findSetting(declared, sources);
}

function wrongValue(origin: string, declared: ConfigKey, message: string): TurboError {
  const where = origin === "turbo.toml" ? `${declared.toml} in turbo.toml` : origin;
  const name = origin === "command line" ? `${declared.toml ?? declared.env[0]} on the command line` : where;
  return new TurboError("configuration", `${name} ${message}. Turbo was not started.`);
}

function unknownKeys(file: Record<string, unknown>): string[] {
  const known = new Set<string | null>(Object.values(CONFIG_KEYS).map((declared) => declared.toml));
  return Object.keys(file)
    .filter((name) => !known.has(name))
    .map((name) => `turbo.toml has ${name}, which Turbo does not know.`);
}

function arrange(values: ConfigValues, home: string): Config {
  const wide = values.bound === "wide";
  return {
    environment: values.environment,
    log: { level: values.logLevel, file: values.logFile ? path.resolve(home, values.logFile) : null },
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
    bound: values.bound,
    bootstrapKey: wide && values.apiKey.length >= BOOTSTRAP_KEY_LENGTH ? values.apiKey : null,
    dataDirectory: path.resolve(home, values.dataDirectory),
    templatesDirectory: path.resolve(home, values.templatesDirectory || path.join(values.dataDirectory, "templates")),
    home,
  };
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

/** Settles the process's configuration before anything asked for it, where a command line has a say. */
export function settleConfig(config: Config): void {
  shared[CACHED] = config;
}
