/** What became of something that was sent: `later` is worth another try, after so many milliseconds where the server said. */
export type Posted =
  | { state: "taken" }
  | { state: "later"; reason: string; afterMs: number | null }
  | { state: "refused"; reason: string };

export interface Post {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What says that the same may be taken in a while. */
const LATER = [429, 502, 503, 504];
/** A server may ask for so much patience, in milliseconds. */
const MOST_PATIENCE = 5 * 60_000;

/** Sends something. Never throws, and waits until `signal` at most. */
export async function post({ url, headers, body }: Post, signal: AbortSignal): Promise<Posted> {
  try {
    const answer = await fetch(url, { method: "POST", headers, body, signal, redirect: "error" });
    await answer.body?.cancel();
    if (answer.ok) return { state: "taken" };
    const reason = `HTTP ${answer.status}`;
    if (!LATER.includes(answer.status)) return { state: "refused", reason };
    return { state: "later", reason, afterMs: patienceOf(answer.headers.get("retry-after")) };
  } catch (error) {
    return { state: "later", reason: reasonOf(error), afterMs: null };
  }
}

/** `Retry-After` in milliseconds: seconds or a date. */
function patienceOf(given: string | null): number | null {
  if (given === null) return null;
  const ms = /^\d+$/.test(given.trim()) ? Number(given) * 1000 : Date.parse(given) - Date.now();
  return Number.isFinite(ms) ? Math.min(MOST_PATIENCE, Math.max(0, ms)) : null;
}

/** Without the address, which fetch hides in the cause. */
function reasonOf(error: unknown): string {
  const { name = "", cause } = Object(error) as { name?: string; cause?: { code?: unknown } };
  if (name === "TimeoutError" || name === "AbortError") return "no answer in time";
  return typeof cause?.code === "string" ? cause.code : "no connection";
}
