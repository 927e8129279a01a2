import { setTimeout as sleep } from "node:timers/promises";
import { type Config, readConfig } from "#lib/core/config";
import { isAlive, removeServerFile, runningServer } from "./server-file.ts";

/** What ends sooner needs no explanation. */
export const PATIENT_MS = 600;
/** What the server takes to close, beyond the time that its requests have. */
const CLOSING_MS = 3_000;

/** Ends the server that runs here: kindly, and for good where that takes longer than its requests may. */
export async function stop(print: (text: string) => void): Promise<void> {
  const { config } = readConfig({ cwd: process.cwd(), env: process.env });
  const running = await runningServer(config.dataDirectory);
  if (!running) {
    print("Turbo does not run here.");
    return;
  }
  const { pid, url } = running;
  process.kill(pid, "SIGTERM");
  if (!(await endsWithin(pid, PATIENT_MS))) {
    print(waitingFor(config));
    if (!(await endsWithin(pid, config.server.shutdownSeconds * 1000 + CLOSING_MS))) process.kill(pid, "SIGKILL");
  }
  removeServerFile(config.dataDirectory, pid);
  print(`Turbo at ${url} was ended.`);
}

/** What a server that was asked to end still does. */
export function waitingFor({ server }: Config): string {
  return `Turbo takes no new requests and finishes those under way, for ${server.shutdownSeconds} s at most.`;
}

async function endsWithin(pid: number, ms: number): Promise<boolean> {
  for (const deadline = Date.now() + ms; isAlive(pid) && Date.now() < deadline; ) await sleep(50);
  return !isAlive(pid);
}
