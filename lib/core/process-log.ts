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
  return createLogger(config.log.level, { file: config.log.file, secrets: secretsOf(config) });
}

/** What of the configuration is told to nobody. */
export function secretsOf({ security, bootstrapKey, metricsToken }: Config): (string | null)[] {
  return [security.secretKey, bootstrapKey, metricsToken];
}
