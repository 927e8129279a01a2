import { makeEnterToken } from "#lib/auth/local-mode";
import { readConfig, settleConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";
import { closeInstanceDatabase, instanceDatabase } from "#lib/db/instance";
import { maySeeDesktop, openInBrowser } from "./open-in-browser.ts";
import { runningServer } from "./server-file.ts";
import { isLoopback } from "./start-options.ts";

/** Makes a one-time address that signs a browser in, prints it, and opens it where there is a desktop. */
export async function open(print: (text: string) => void): Promise<void> {
  const { config } = readConfig({ cwd: process.cwd(), env: process.env });
  const running = await runningServer(config.dataDirectory);
  if (!running) throw new TurboError("conflict", "Turbo does not run here. Start it with `turbo start`.");
  if (!isLoopback(new URL(running.url).hostname.replace(/^\[|\]$/g, "")) || !running.token) {
    print(running.url);
    return;
  }
  settleConfig(config);
  try {
    const url = `${running.url}/enter?token=${await makeEnterToken(instanceDatabase())}`;
    print(url);
    if (maySeeDesktop()) openInBrowser(url);
  } finally {
    await closeInstanceDatabase();
  }
}
