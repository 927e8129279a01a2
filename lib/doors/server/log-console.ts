import { format } from "node:util";
import type { Logger } from "pino";

/** From now on, what Next and packages say on the console is an entry of the log. */
export function logConsole(log: Logger): void {
  console.error = (...said: unknown[]) => log.error(format(...said));
  console.warn = (...said: unknown[]) => log.warn(format(...said));
}
