import { connection } from "#components/connection";
import type { FieldProblem, Problem } from "#lib/core/errors";

/** A refusal as the server worded it, or the sentence for a server that did not answer. */
export class Refusal extends Error {
  readonly code: Problem["code"] | "offline";
  readonly fields: FieldProblem[];
  readonly current: unknown;
  readonly changed: Problem["changed"];
  /** Sends the same write once more, where it was not answered. */
  readonly again: (() => Promise<unknown>) | undefined;

  constructor(
    code: Problem["code"] | "offline",
    detail: string,
    said: Partial<Problem> & Pick<Partial<Refusal>, "again"> = {},
  ) {
    super(detail);
    this.name = "Refusal";
    this.code = code;
    this.fields = said.fields ?? [];
    this.current = said.current;
    this.changed = said.changed;
    this.again = said.again;
  }
}

type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

/** Marks of creating writes that were not answered: sent once more, the server knows whether it had done them. */
const unanswered = new Map<string, string>();
/** What holds secrets is not to be remembered by the server. */
const SECRET = /^\/(keys|me|users)\b/;

/** What a write answered, and the id under which all it did can be undone. */
interface Written<Answer> {
  answer: Answer;
  request: string;
}

type WriteListener = (path: string, request: string) => void;

const writeListeners = new Set<WriteListener>();

/** Hears of every write of this tab that succeeded. */
export function onWrite(listener: WriteListener): () => void {
  writeListeners.add(listener);
  return () => writeListeners.delete(listener);
}

/** Tells of a write of this tab that succeeded, and under which request. */
export function tellWrite(path: string, request: string): void {
  for (const tell of writeListeners) tell(path, request);
}

/** Asks the REST door with the browser's own sign-in. Throws a Refusal for every answer that is not a success. */
export async function request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  return (await write<Answer>(method, path, body)).answer;
}

/** Asks like `request`, and answers under which id it was done. */
export async function write<Answer>(method: string, path: string, body?: unknown): Promise<Written<Answer>> {
  let response: Response;
  const mark = method === "POST" && !SECRET.test(path) ? `${path} ${JSON.stringify(body)}` : null;
  const once = mark && (unanswered.get(mark) ?? Math.random().toString(36).slice(2) + Date.now());
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      credentials: "same-origin",
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(once ? { "idempotency-key": once } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    if (mark && once) unanswered.set(mark, once);
    connection.lost();
    const again = method === "GET" ? undefined : () => request(method, path, body);
    throw new Refusal("offline", "Turbo did not answer. Send it again when the server is back.", { again });
  }
  if (mark) unanswered.delete(mark);
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const id = response.headers.get("x-request-id") ?? "";
    if (method !== "GET") tellWrite(path, id);
    return { answer: answer as Answer, request: id };
  }
  const problem = answer as Partial<Problem> | null;
  if (!problem?.detail) void connection.ask();
  if (!problem?.detail) throw new Refusal("internal", `Turbo answered ${response.status}. Nothing was saved.`);
  throw new Refusal(problem.code ?? "internal", problem.detail, problem);
}

export function get<Answer>(path: string, query: Query = {}): Promise<Answer> {
  return request("GET", path + queryString(query));
}

export function post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
  return request("POST", path, body);
}

export function patch<Answer>(path: string, body: unknown): Promise<Answer> {
  return request("PATCH", path, body);
}

export function remove<Answer>(path: string, body: unknown = {}): Promise<Answer> {
  return request("DELETE", path, body);
}

function queryString(query: Query): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    pairs.set(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  return pairs.size > 0 ? `?${pairs}` : "";
}
