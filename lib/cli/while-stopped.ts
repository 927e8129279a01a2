import type { Config } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { makeFirstFiles } from "./first-files.ts";
import { runningServer } from "./server-file.ts";
import { takeStartLock } from "./start-lock.ts";
import { stop } from "./stop.ts";

/** Does work that no server may run beside, and keeps one from starting meanwhile. With `stops`, one that runs is ended first. */
export async function whileStopped<T>(
  config: Config,
  { stops, note }: { stops: boolean; note: (text: string) => void },
  work: () => Promise<T>,
): Promise<T> {
  makeFirstFiles(config);
  if (stops) await stop(note);
  const letGo = await takeStartLock(config.dataDirectory);
  try {
    const running = await runningServer(config.dataDirectory);
    if (running)
      throw new TurboError(
        "conflict",
        `Turbo runs here, at ${running.url} (process ${running.pid}), so nothing was changed. End it with \`turbo stop\`, or add --stop.`,
      );
    return await work();
  } finally {
    letGo();
  }
}
