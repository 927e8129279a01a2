import { setTimeout as sleep } from "node:timers/promises";
import { readConfig } from "#lib/core/config";
import { isAlive, removeServerFile, runningServer } from "./server-file.ts";

const PATIENCE = 10_000;

/** Ends the server that runs here: kindly, and after ten seconds for good. */
export async function stop(print: (text: string) => void): Promise<void> {
  const { config } = readConfig({ cwd: process.cwd(), env: process.env });
  const running = await runningServer(config.dataDirectory);
  if (!running) {
    print("Turbo does not run here.");
    return;
  }
  process.kill(running.pid, "SIGTERM");
  for (const deadline = Date.now() + PATIENCE; isAlive(running.pid) && Date.now() < deadline; ) await sleep(50);
  if (isAlive(running.pid)) process.kill(running.pid, "SIGKILL");
  removeServerFile(config.dataDirectory, running.pid);
  print(`Turbo at ${running.url} was ended.`);
}
