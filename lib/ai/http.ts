import { cutOff, failureOf, type Peer, unreachable, wrongAnswer } from "./failure.ts";

interface Sending {
  headers?: Record<string, string>;
  body: unknown;
  signal?: AbortSignal | undefined;
}

/** Sends JSON and answers the response, whose body is not read yet. Throws ProviderFailure. */
export async function post(peer: Peer, path: string, { headers = {}, body, signal }: Sending): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(peer.baseUrl + path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      // A key goes nowhere but where it was set for.
      redirect: "error",
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw unreachable(peer, error);
  }
  if (response.ok) return response;
  const text = await response.text().catch(() => "");
  const { message, waitMs } = readRefusal(text);
  throw failureOf(peer, { status: response.status, said: message, waitMs: retryAfter(response.headers) ?? waitMs });
}

/** The same, and the JSON that comes back. */
export async function postForJson<T>(peer: Peer, path: string, sending: Sending): Promise<T> {
  const response = await post(peer, path, sending);
  const text = await response.text().catch(() => {
    throw cutOff(peer);
  });
  return parsed<T>(peer, text);
}

/** The milliseconds that `retry-after` asks for, given in seconds or as a date; null where there is none. */
export function retryAfter(headers: Headers, now = Date.now()): number | null {
  const exact = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (exact >= 0) return exact;
  const said = headers.get("retry-after");
  if (!said) return null;
  const seconds = Number(said);
  if (seconds >= 0) return seconds * 1000;
  const until = Date.parse(said);
  return Number.isNaN(until) ? null : Math.max(0, until - now);
}

interface RefusalBody {
  error?: string | { message?: string; details?: { retryDelay?: string }[] };
}

/** The sentence in a refusal, and the wait where the body has it, as Google's does. */
export function readRefusal(text: string): { message: string; waitMs: number | null } {
  try {
    const body = JSON.parse(text) as RefusalBody | RefusalBody[];
    const { error } = (Array.isArray(body) ? body[0] : body) ?? {};
    if (typeof error === "string") return { message: error, waitMs: null };
    const delay = error?.details?.find(({ retryDelay }) => retryDelay)?.retryDelay;
    return { message: error?.message ?? "", waitMs: delay ? Number.parseFloat(delay) * 1000 : null };
  } catch {
    return { message: text, waitMs: null };
  }
}

export function parsed<T>(peer: Peer, text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw wrongAnswer(peer, "something that is not JSON");
  }
}

/** The lines of a body as they come. Throws ProviderFailure where it is cut. */
export async function* linesOf(peer: Peer, response: Response, signal?: AbortSignal): AsyncGenerator<string> {
  if (!response.body) throw cutOff(peer);
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for await (const chunk of response.body) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch {
    signal?.throwIfAborted();
    throw cutOff(peer);
  }
  if (rest) yield rest;
}

/** What the `data:` lines of an event stream hold. */
export async function* dataOf(peer: Peer, response: Response, signal?: AbortSignal): AsyncGenerator<string> {
  for await (const line of linesOf(peer, response, signal)) if (line.startsWith("data:")) yield line.slice(5).trim();
}
