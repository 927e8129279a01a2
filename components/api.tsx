import type { FieldProblem, Problem } from "#lib/core/errors";

/** A refusal as the server worded it, or the sentence for a server that did not answer. */
export class Refusal extends Error {
  readonly code: Problem["code"] | "offline";
  readonly fields: FieldProblem[];
  readonly current: unknown;
  readonly changed: Problem["changed"];

  constructor(code: Problem["code"] | "offline", detail: string, said: Partial<Problem> = {}) {
    super(detail);
    this.name = "Refusal";
    this.code = code;
    this.fields = said.fields ?? [];
    this.current = said.current;
    this.changed = said.changed;
  }
}

type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

/** Asks the REST door with the browser's own sign-in. Throws a Refusal for every answer that is not a success. */
export async function request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refusal("offline", "Turbo did not answer. Nothing was saved; try again when the server is back.");
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Answer;
  const problem = answer as Partial<Problem> | null;
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
