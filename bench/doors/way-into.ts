import type { Way } from "./calls.ts";
import { cookieOf, type Server } from "./server.ts";

/** How one comes into a server that runs. */
export async function wayInto(turbo: Server): Promise<Way> {
  return { key: turbo.key, cookie: await cookieOf(turbo), ready: await readyIssues(turbo) };
}

/** Keys of issues that can be taken, as many as are asked for in a run. */
async function readyIssues({ url, key }: Server): Promise<string[]> {
  const keys: string[] = [];
  for (const status of ["ready", "backlog"]) {
    const path = `/api/v1/issues?project=MAIN&status=${status}&limit=200`;
    const answer = await fetch(url + path, { headers: { "x-api-key": key } });
    const { items } = (await answer.json()) as { items: { key: string; blocked: boolean }[] };
    keys.push(...items.filter(({ blocked }) => !blocked).map((one) => one.key));
  }
  return keys;
}
