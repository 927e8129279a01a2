import type { Logger } from "pino";
import { type Config, loadConfig } from "./config.ts";
import { createLogger } from "./log.ts";

const LOG = Symbol.for("turbo.log");
const shared = globalThis as { [LOG]?: Logger };

/** The log of a server, made once in a process: bundlers load this module several times. */
export function processLog(): Logger {
  shared[LOG] ??= openLog(loadConfig());
  return shared[LOG];
}

function openLog(config: Config): Logger {
  const { log, detached } = config;
  return createLogger(log.level, { file: log.file, secrets: secretsOf(config), fileAlone: detached });
}

/** What of the configuration is told to nobody. */
export function secretsOf(config: Config): (string | null)[] {
  const { security, bootstrapKey, metricsToken, jobs, backup, cache, traces, errorReports, ai } = config;
  const bucketKey = backup.bucket?.secretAccessKey ?? null;
  const outside = [...(traces?.headers ?? []).map(([, value]) => value), errorReports?.publicKey ?? null];
  const keys = ai.providers.map(({ key }) => key);
  return [
    security.secretKey,
    bootstrapKey,
    metricsToken,
    jobs.cronSecret,
    bucketKey,
    cache.redisUrl,
    ...outside,
    ...keys,
  ];
}
