import { TurboError } from "#lib/core/errors";
import { ask, textOf } from "./http.ts";
import type { runningServer } from "./server-file.ts";

type Running = NonNullable<Awaited<ReturnType<typeof runningServer>>>;

/** Asks the server that runs here for what is its owner's. Throws what it refuses with. */
export async function askAdmin(
  { url, token }: Running,
  path: string,
  method: "GET" | "POST" = "GET",
): Promise<Record<string, unknown>> {
  const headers = { "x-api-key": token || (process.env.TURBO_API_KEY ?? "") };
  const answer = await ask(url + path, { method, headers });
  const body = JSON.parse(await textOf(answer)) as Record<string, unknown> & { detail?: string };
  if (answer.statusCode === 200) return body;
  throw new TurboError("refused", body.detail ?? `${url} answered ${answer.statusCode}.`);
}
