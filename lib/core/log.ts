import pino, { type Logger } from "pino";

/** Header values and fields that never reach a log. */
const SECRETS = [
  "*.authorization",
  "*.cookie",
  "*.password",
  "*.token",
  "*.secret",
  "*.apiKey",
  'headers["x-api-key"]',
];

/** The process's log: JSON lines on standard error. */
export function createLogger(level: string): Logger {
  return pino(
    { level, redact: SECRETS, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  );
}
