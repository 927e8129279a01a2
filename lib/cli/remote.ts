import { createReadStream } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { ERROR_CODES, type ErrorCode, type Problem, TurboError } from "#lib/core/errors";
import type { Files } from "./files.ts";
import type { Perform, PerformOptions } from "./perform.ts";

interface Remote {
  url: string;
  key: string;
  client: string;
}

/** Performs operations over REST. */
export function remotePerform({ url, key, client }: Remote): Perform {
  return async (operation, input, options = {}) => {
    if (!operation.rest) throw new TurboError("malformed", `${operation.name} cannot be asked for over REST.`);
    const { method, path, rest } = request(operation.rest, input as Record<string, unknown>);
    const reads = method === "GET";
    const query = reads ? queryOf(rest) : "";
    const response = await answer(`${url}/api/v1${path}${query}`, {
      method,
      headers: headersOf(key, client, options, !reads),
      ...(reads ? {} : { body: JSON.stringify(rest) }),
    });
    const text = await response.text();
    if (!response.ok) throw problem(url, response.status, text);
    // The server's output was parsed by the same schema on its way out.
    return JSON.parse(text);
  };
}

/** Carries files over REST. */
export function remoteFiles({ url, key, client }: Remote): Files {
  return {
    async upload(on, file, options = {}) {
      const query = new URLSearchParams({ on, name: path.basename(file) });
      const response = await answer(`${url}/api/v1/attachments?${query}`, {
        method: "POST",
        headers: { ...headersOf(key, client, options, false), "content-type": "application/octet-stream" },
        body: Readable.toWeb(createReadStream(file)) as BodyInit,
        duplex: "half",
      } as RequestInit);
      const text = await response.text();
      if (!response.ok) throw problem(url, response.status, text);
      return JSON.parse(text);
    },
    async download({ content }) {
      const response = await answer(`${url}${content}`, { headers: headersOf(key, client, {}, false) });
      if (!response.ok) throw problem(url, response.status, await response.text());
      return Readable.fromWeb(response.body as WebStream);
    },
  };
}

function headersOf(key: string, client: string, { idempotencyKey }: PerformOptions, body: boolean): HeadersInit {
  const session = process.env.TURBO_SESSION;
  return {
    "x-api-key": key,
    "x-turbo-door": "cli",
    "x-turbo-client": client,
    ...(session ? { "x-turbo-session": session } : {}),
    ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
    ...(body ? { "content-type": "application/json" } : {}),
  };
}

function request(place: string, input: Record<string, unknown>) {
  const [method = "", pattern = ""] = place.split(" ");
  const rest = { ...input };
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    // An empty part would be another path; a space is trimmed to nothing there and refused by its field's name.
    return encodeURIComponent(typeof value === "string" && value !== "" ? value : " ");
  });
  return { method, path, rest };
}

function queryOf(input: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) {
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  return query.size === 0 ? "" : `?${query}`;
}

async function answer(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new TurboError("busy", `Turbo at ${new URL(url).origin} does not answer: ${cause}.`, { cause: error });
  }
}

function problem(url: string, status: number, text: string): TurboError {
  const said = asProblem(text);
  if (!said) {
    return new TurboError("internal", `${url} answered ${status} in words that are not Turbo's. Check TURBO_URL.`);
  }
  return new TurboError(said.code, said.detail, said);
}

function asProblem(text: string): Problem | null {
  try {
    const said = JSON.parse(text) as Partial<Problem>;
    return said.code && Object.hasOwn(ERROR_CODES, said.code satisfies ErrorCode) ? (said as Problem) : null;
  } catch {
    return null;
  }
}
