import { readConfig } from "#lib/core/config";
import { startDetached } from "./detached.ts";
import { runningServer } from "./server-file.ts";
import { readService, runService } from "./service.ts";
import { stop } from "./stop.ts";

/** Ends the Turbo that runs here and starts it again, at the same address and the same way; answers the exit code. */
export async function restart(print: (text: string) => void): Promise<number> {
  const { config } = readConfig({ cwd: process.cwd(), env: process.env });
  const running = await runningServer(config.dataDirectory);
  const service = running?.service ? readService(running.service) : null;
  if (service) return runService(service, "restart", print);
  if (running) await stop(print);
  const { hostname = undefined, port = undefined } = running ? new URL(running.url) : {};
  return startDetached({ host: hostname?.replace(/^\[|\]$/g, ""), port, open: false }, print);
}
